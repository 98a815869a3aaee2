package fusion.movies.page;

/** A movie's poster; width and height may be unknown. */
record Poster(String url, Long width, Long height) {

    // Posters are 2:3; within this deviation, a frame of that ratio hides at most a tenth.
    private static final double NARROWEST = 0.6;
    private static final double WIDEST = 0.74;

    /** How it fits a frame of 2:3: cropped to fill it, or whole and at the top if it is wide. */
    String fit() {
        if (width == null || height == null || height <= 0) {
            return "whole";
        }
        double shape = (double) width / height;
        if (shape >= NARROWEST && shape <= WIDEST) {
            return "filling";
        }
        return isWide() ? "wide" : "whole";
    }

    boolean isWide() {
        return width != null && height != null && width > height;
    }
}
