"""Pages that join all rooms: what needs me, search, the menu, and the pages about the product itself."""
