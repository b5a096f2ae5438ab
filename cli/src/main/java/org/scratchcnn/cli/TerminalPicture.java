package org.scratchcnn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in lines of text, two rows of pixels a line: half blocks in 24-bit colour, or else characters.
 *
 * @param coloured whether there is a terminal with 24-bit colour
 */
record TerminalPicture(boolean coloured) {

    /** Of classes, which begin anew where there are more. */
    private static final int[] COLOURS = {
        0xE6553C, 0x3C8CE6, 0x46B450, 0xF0B432, 0xAA5AC8, 0x32BEBE, 0xF078AA, 0x967850,
    };

    private static final String CHARACTERS = "o+#.x%=@";

    /** From dark to bright. */
    private static final String SHADES = " .:-=+*#%@";

    /** Where the network can't tell classes apart. */
    private static final int UNDECIDED = 0x202020;

    /** As the terminal can show it, by what the environment's {@code COLORTERM} says of it. */
    static TerminalPicture of(boolean onTerminal, @Nullable String colorTerm) {
        return new TerminalPicture(onTerminal && ("truecolor".equals(colorTerm) || "24bit".equals(colorTerm)));
    }

    /**
     * Classes over the plane, the darker the less certain; of characters, every other row is shown.
     *
     * @param classes {@code [height, width]}, height even
     * @param certainties {@code [height, width]}, in [0, 1]
     */
    List<String> regions(int[] classes, double[] certainties, int width) {
        var pixels = new int[classes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = mix(UNDECIDED, COLOURS[classes[i] % COLOURS.length], certainties[i]);
        }
        if (coloured) {
            return halfBlocks(pixels, width);
        }
        return lines(
                classes.length / width, width, (upper, _) -> CHARACTERS.charAt(classes[upper] % CHARACTERS.length()));
    }

    /**
     * A grey image, from its darkest value to its brightest.
     *
     * @param values {@code [height, width]}, height even
     */
    List<String> grey(float[] values, int width) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        var shares = new double[values.length];
        var pixels = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            shares[i] = most > least ? (values[i] - least) / (most - least) : 0;
            pixels[i] = mix(0, 0xFFFFFF, shares[i]);
        }
        if (coloured) {
            return halfBlocks(pixels, width);
        }
        return lines(
                values.length / width,
                width,
                (upper, lower) ->
                        SHADES.charAt((int) Math.round((shares[upper] + shares[lower]) / 2 * (SHADES.length() - 1))));
    }

    private interface Cell {
        char of(int upper, int lower);
    }

    private static List<String> lines(int height, int width, Cell cell) {
        var lines = new ArrayList<String>();
        for (int y = 0; y < height; y += 2) {
            var line = new StringBuilder();
            for (int x = 0; x < width; x++) {
                line.append(cell.of(y * width + x, (y + 1) * width + x));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The upper pixel in the colour of the text, the lower one in that behind it. */
    private static List<String> halfBlocks(int[] pixels, int width) {
        var lines = new ArrayList<String>();
        for (int y = 0; y < pixels.length / width; y += 2) {
            var line = new StringBuilder();
            for (int x = 0; x < width; x++) {
                line.append("\033[38;2;").append(rgb(pixels[y * width + x]));
                line.append(";48;2;").append(rgb(pixels[(y + 1) * width + x])).append("m▀");
            }
            lines.add(line.append("\033[0m").toString());
        }
        return lines;
    }

    private static String rgb(int colour) {
        return String.format(Locale.ROOT, "%d;%d;%d", colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
    }

    private static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int begin = from >> shift & 0xFF;
            int end = to >> shift & 0xFF;
            mixed |= (int) Math.round(begin + share * (end - begin)) << shift;
        }
        return mixed;
    }
}
