import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** Prints a line per file and profile: file, profile, "ok" or the clauses it breaks with their counts. */
public class ArchiveFormat {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1}) {
                try (InputStream stream = new FileInputStream(file);
                        PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    ValidationResult result = validator.validate(parser);
                    StringBuilder broken = new StringBuilder();
                    for (Map.Entry<RuleId, Integer> entry : result.getFailedChecks().entrySet()) {
                        RuleId rule = entry.getKey();
                        broken.append(' ').append(rule.getClause()).append('-').append(rule.getTestNumber());
                        broken.append('x').append(entry.getValue());
                    }
                    boolean good = result.isCompliant() && broken.length() == 0;
                    System.out.println(file + "\t" + flavour.getId() + "\t" + (good ? "ok" : "broken:" + broken));
                }
            }
        }
    }
}
