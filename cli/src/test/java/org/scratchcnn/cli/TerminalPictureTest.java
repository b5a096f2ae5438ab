package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalPictureTest {

    private static final TerminalPicture COLOURED = new TerminalPicture(true);
    private static final TerminalPicture PLAIN = new TerminalPicture(false);

    @Test
    void coloursWhereThereIsATerminalThatHasThem() {
        assertThat(TerminalPicture.of(true, "truecolor").coloured()).isTrue();
        assertThat(TerminalPicture.of(true, "24bit").coloured()).isTrue();
        assertThat(TerminalPicture.of(true, null).coloured()).isFalse();
        assertThat(TerminalPicture.of(true, "yes").coloured()).isFalse();
        assertThat(TerminalPicture.of(false, "truecolor").coloured()).isFalse();
    }

    @Test
    void putsTwoRowsOfPixelsIntoALineOfHalfBlocks() {
        assertThat(COLOURED.grey(new float[] {-1, 1, 1, 0}, 2))
                .containsExactly("\033[38;2;0;0;0;48;2;255;255;255m▀\033[38;2;255;255;255;48;2;128;128;128m▀\033[0m");
    }

    @Test
    void drawsAClassInItsColourAsFarAsItIsCertain() {
        assertThat(COLOURED.regions(new int[] {0, 1, 8, 1}, new double[] {1, 0, 1, 1}, 2))
                .containsExactly("\033[38;2;230;85;60;48;2;230;85;60m▀\033[38;2;32;32;32;48;2;60;140;230m▀\033[0m");
    }

    @Test
    void drawsCharactersWhereThereIsNoColour() {
        assertThat(PLAIN.regions(new int[] {0, 1, 2, 7, 7, 7, 1, 0, 0, 0, 0, 0}, new double[12], 3))
                .containsExactly("o+#", "+oo");
        assertThat(PLAIN.grey(new float[] {0, 9, 2, 0, 9, 0}, 3)).containsExactly(" @.");
        assertThat(PLAIN.grey(new float[] {3, 3}, 1)).containsExactly(" ");
    }
}
