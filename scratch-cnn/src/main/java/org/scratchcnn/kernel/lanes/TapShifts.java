package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Conv2dGeometry;

/**
 * The taps of a window with stride 1 in one direction: at position i of the output, tap t meets position
 * {@code i + shifts[t]} of the input, if there is one.
 *
 * @param output positions
 * @param input positions
 */
record TapShifts(int[] shifts, int output, int input) {

    /** Rows of the output meet rows of the input. */
    static TapShifts rows(Conv2dGeometry geometry) {
        var window = geometry.window();
        return of(
                window.kernel().height(),
                window.dilation().height(),
                -window.padding().top(),
                geometry.output().height(),
                geometry.input().height());
    }

    /** Columns of the output meet columns of the input. */
    static TapShifts columns(Conv2dGeometry geometry) {
        var window = geometry.window();
        return of(
                window.kernel().width(),
                window.dilation().width(),
                -window.padding().left(),
                geometry.output().width(),
                geometry.input().width());
    }

    private static TapShifts of(int taps, int distance, int first, int output, int input) {
        var shifts = new int[taps];
        for (int tap = 0; tap < taps; tap++) {
            shifts[tap] = first + tap * distance;
        }
        return new TapShifts(shifts, output, input);
    }

    int taps() {
        return shifts.length;
    }

    int shift(int tap) {
        return shifts[tap];
    }

    /** The first output at which a tap meets an input. */
    int first(int tap) {
        return Math.clamp(-shifts[tap], 0, output);
    }

    /** One past the last such output; not less than the first. */
    int end(int tap) {
        return Math.clamp(input - shifts[tap], first(tap), output);
    }
}
