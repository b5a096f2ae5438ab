package org.scratchcnn.datasets.user;

import java.util.List;
import org.scratchcnn.datasets.user.ImageOptions.Size;

/**
 * How an image lies in its file: its rows and columns are exchanged first, then it is mirrored.
 *
 * @param transposed whether rows of the file are columns of the upright image
 * @param mirroredX whether left and right of the result are exchanged
 * @param mirroredY whether top and bottom of the result are exchanged
 */
record Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** The names that the standard metadata of javax.imageio have, in the order of EXIF's numbers, from 1 on. */
    private static final List<String> NAMES =
            List.of("Normal", "FlipH", "Rotate180", "FlipV", "FlipVRotate90", "Rotate270", "FlipHRotate90", "Rotate90");

    /** By its name in standard metadata; any other is taken for upright. */
    static Orientation named(String name) {
        int exif = NAMES.indexOf(name) + 1;
        return new Orientation(
                exif >= 5,
                exif == 2 || exif == 3 || exif == 6 || exif == 7,
                exif == 3 || exif == 4 || exif == 7 || exif == 8);
    }

    /** The size of the upright image. */
    Size upright(Size stored) {
        return transposed ? new Size(/* height= */ stored.width(), /* width= */ stored.height()) : stored;
    }

    /** Where the pixel of a stored row and column belongs in the upright image, row-major. */
    int index(int row, int column, Size upright) {
        int x = transposed ? row : column;
        int y = transposed ? column : row;
        return (mirroredY ? upright.height() - 1 - y : y) * upright.width() + (mirroredX ? upright.width() - 1 - x : x);
    }
}
