package org.scratchcnn.datasets.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.datasets.file.UnusableDataException;
import org.scratchcnn.datasets.user.UserImages.Duplicate;
import org.scratchcnn.network.Shape;

class UserImagesTest {

    @Test
    void drawsTheSameShareOfEveryClass() {
        var images = images(0, IntStream.range(0, 100).map(i -> i < 80 ? 0 : 1).toArray());

        var split = images.split(1, 0.25);

        assertThat(split.training()).hasSize(75).isSorted();
        assertThat(split.test()).hasSize(25).isSorted().doesNotContain(split.training());
        assertThat(Arrays.stream(split.test()).filter(i -> i >= 80)).hasSize(5);
        assertThat(split.onBothSides()).isEmpty();
    }

    @Test
    void dividesBySeedAlone() {
        var images = images(0, new int[50]);

        assertThat(images.split(1, 0.2).test())
                .isEqualTo(images.split(1, 0.2).test())
                .isNotEqualTo(images.split(2, 0.2).test());
    }

    @Test
    void keepsTheTestImagesThatTheUserSetApart() {
        var split = images(2, 0, 1, 1, 0, 1).split(1, 0.9);

        assertThat(split.training()).containsExactly(0, 1, 2);
        assertThat(split.test()).containsExactly(3, 4);
    }

    @Test
    void drawsNothingForTestingWhereNoneIsWanted() {
        var split = images(0, 0, 1).split(1, 0);

        assertThat(split.training()).containsExactly(0, 1);
        assertThat(split.test()).isEmpty();
    }

    @Test
    void needsTwoImagesOfEachClassToDivideThem() {
        assertThatExceptionOfType(UnusableDataException.class)
                .isThrownBy(() -> images(0, 0, 0, 1).split(1, 0.5))
                .withMessage(
                        "The class class 1 has 1 image, but dividing it into training and test images needs 2: add images, or remove the class");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images(0, 0, 0).split(1, 1))
                .withMessage("The share of test images must be from 0 to below 1, but is 1.0");
    }

    @Test
    void namesTestImagesThatAreAlsoTrainingImages() {
        var images = images(3, 0, 1, 0, 0, 1, 1);
        System.arraycopy(images.images().pixels(), 2, images.images().pixels(), 8, 2);

        assertThat(images.split(1, 0.5).onBothSides()).containsExactly(new Duplicate("image 1", "image 4"));
    }

    @Test
    void hasAFingerprintOfItsContent() {
        var fingerprint = images(0, 0, 1).sha256();

        assertThat(fingerprint).hasSize(64).isEqualTo(images(0, 0, 1).sha256());
        assertThat(images(0, 1, 0).sha256()).isNotEqualTo(fingerprint);
        assertThat(images(0, 0, 1, 1).sha256()).isNotEqualTo(fingerprint);
    }

    /** Images of two pixels, all different, in two classes. */
    private static UserImages images(int testImages, int... labels) {
        var pixels = new byte[2 * labels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return UserImages.of(
                new LabelledImages(Shape.image(1, 1, 2), pixels, labels),
                IntStream.range(0, labels.length).mapToObj(i -> "image " + i).toList(),
                List.of("class 0", "class 1"),
                testImages,
                List.of());
    }
}
