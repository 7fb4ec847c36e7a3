// The parts of Designsystemet's script that our pages use; the whole of it would weigh twice as much on every page.
// <ds-field> ties labels, help and errors together, <ds-error-summary> takes focus, popovers find their place.
import "@digdir/designsystemet-web/details";
import "@digdir/designsystemet-web/ds-error-summary";
import "@digdir/designsystemet-web/ds-field";
import "@digdir/designsystemet-web/fieldset";
import "@digdir/designsystemet-web/popover";
