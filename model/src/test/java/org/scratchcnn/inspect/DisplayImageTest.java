package org.scratchcnn.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scratchcnn.ImageData;
import org.scratchcnn.network.Shape;

class DisplayImageTest {

    @Test
    void aPreparedInputBecomesTheImageThatItWasMadeOf() {
        var pixels = new byte[] {0, 1, 2, 60, 127, (byte) 128, (byte) 200, (byte) 254, (byte) 255, 9, 8, 7};
        var data = ImageData.of(pixels, new int[] {0, 1, 0, 1}, Shape.image(3, 1, 1));
        var input = data.train().input().orElseThrow();

        for (int i = 0; i < 4; i++) {
            assertThat(DisplayImage.of(data.all().sample(i), input).pixels())
                    .containsExactly(pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]);
        }
    }

    @Test
    void refusesWhatNobodyCanLookAt() {
        assertThatThrownBy(() -> new DisplayImage(Shape.image(2, 1, 1), new byte[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but has the shape [2, 1, 1] and 2 pixels");
    }
}
