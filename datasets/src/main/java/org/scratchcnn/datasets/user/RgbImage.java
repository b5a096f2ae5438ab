package org.scratchcnn.datasets.user;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import org.scratchcnn.datasets.user.ImageOptions.Size;

/**
 * A decoded image, upright and opaque.
 *
 * @param planes {@code [3, H, W]}: red, green and blue, row-major, unsigned
 */
record RgbImage(Size size, byte[] planes) {

    private static final int WHITE = 255;

    /** Turns {@code image} upright and lays it over white. */
    static RgbImage of(BufferedImage image, Orientation orientation) {
        var stored = new Size(image.getHeight(), image.getWidth());
        var upright = orientation.upright(stored);
        int area = stored.height() * stored.width();
        var planes = new byte[Math.multiplyExact(3, area)];
        var row = new int[4 * stored.width()];
        for (int y = 0; y < stored.height(); y++) {
            readRow(image, y, row);
            for (int x = 0; x < stored.width(); x++) {
                int at = orientation.index(y, x, upright);
                int alpha = row[4 * x + 3];
                for (int c = 0; c < 3; c++) {
                    planes[c * area + at] = (byte) overWhite(row[4 * x + c], alpha);
                }
            }
        }
        return new RgbImage(upright, planes);
    }

    /** Fills {@code row} with red, green, blue and alpha of each pixel. */
    private static void readRow(BufferedImage image, int y, int[] row) {
        var model = image.getColorModel();
        boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        if (model instanceof ComponentColorModel
                && (grey || model.getColorSpace().isCS_sRGB())) {
            // Not by the colour model: Java takes grey for linear and would brighten it.
            int colours = grey ? 1 : 3;
            int bands = model.hasAlpha() ? colours + 1 : colours;
            int excessBits = model.getComponentSize(0) - 8;
            int[] samples = image.getRaster().getPixels(0, y, image.getWidth(), 1, (int[]) null);
            for (int x = 0; x < image.getWidth(); x++) {
                for (int c = 0; c < 3; c++) {
                    row[4 * x + c] = samples[x * bands + (grey ? 0 : c)] >> excessBits;
                }
                row[4 * x + 3] = model.hasAlpha() ? samples[x * bands + colours] >> excessBits : WHITE;
            }
        } else {
            int[] argb = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
            for (int x = 0; x < argb.length; x++) {
                row[4 * x] = argb[x] >> 16 & 0xFF;
                row[4 * x + 1] = argb[x] >> 8 & 0xFF;
                row[4 * x + 2] = argb[x] & 0xFF;
                row[4 * x + 3] = argb[x] >>> 24;
            }
        }
    }

    private static int overWhite(int value, int alpha) {
        return alpha == WHITE ? value : (value * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
    }

    /** Whether red, green and blue are the same everywhere in the {@code [3, H, W]} at {@code from}. */
    static boolean isGrey(byte[] planes, int from, int area) {
        for (int i = from; i < from + area; i++) {
            if (planes[i] != planes[i + area] || planes[i] != planes[i + 2 * area]) {
                return false;
            }
        }
        return true;
    }

    /** Writes the luminance, {@code [H, W]}, to {@code into} from {@code offset} on: that of ITU-R BT.601, in whole numbers. */
    void copyLuminance(byte[] into, int offset) {
        int area = planes.length / 3;
        for (int i = 0; i < area; i++) {
            int red = planes[i] & 0xFF;
            int green = planes[area + i] & 0xFF;
            int blue = planes[2 * area + i] & 0xFF;
            into[offset + i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
    }
}
