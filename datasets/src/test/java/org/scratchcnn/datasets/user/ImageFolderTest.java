package org.scratchcnn.datasets.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.datasets.file.UnusableDataException;
import org.scratchcnn.datasets.user.ImageOptions.Fit;
import org.scratchcnn.datasets.user.UserImages.BadFile;
import org.scratchcnn.network.Shape;

class ImageFolderTest {

    private static final BufferedImage RED = TestImages.plain(2, 2, Color.RED);
    private static final byte[] TEXT = "no image".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void ordersClassesAndFilesByCodePoints() throws IOException {
        // As UTF-16, the emoji would come before the last name.
        for (var name : new String[] {"b", "B", "a", "\uD83D\uDE00", "\uFB00"}) {
            for (var file : new String[] {"10.png", "9.png", "in/side.png", "A.PNG"}) {
                write(name + "/" + file, RED);
            }
        }

        var read = read(ImageOptions.DEFAULT);

        assertThat(read.classNames()).containsExactly("B", "a", "b", "\uFB00", "\uD83D\uDE00");
        assertThat(read.names())
                .startsWith("B/10.png", "B/9.png", "B/A.PNG", "B/in/side.png", "a/10.png")
                .hasSize(20);
        assertThat(read.images().labels()).startsWith(0, 0, 0, 0, 1).endsWith(4);
        assertThat(read.testImages()).isZero();
        assertThat(read.skipped()).isEmpty();
    }

    @Test
    void laysPixelsOutByImageChannelRowAndColumn() throws IOException {
        var image = TestImages.plain(1, 2, new Color(1, 2, 3));
        image.setRGB(1, 0, 0xFF040506);
        write("a/1.png", image);
        write("b/1.png", TestImages.plain(1, 2, new Color(7, 8, 9)));

        var read = read(ImageOptions.DEFAULT).images();

        assertThat(read.shape()).isEqualTo(Shape.image(3, 1, 2));
        assertThat(read.pixels()).containsExactly(1, 4, 2, 5, 3, 6, 7, 7, 8, 8, 9, 9);
        assertThat(read.labels()).containsExactly(0, 1);
    }

    @Test
    void usesOneChannelWhereEveryImageIsGrey() throws IOException {
        write("a/1.png", TestImages.grey(1, 2, 5, 6));
        write("b/1.png", TestImages.plain(1, 2, new Color(7, 7, 7)));

        assertThat(read(ImageOptions.DEFAULT).images().shape()).isEqualTo(Shape.image(1, 1, 2));
        assertThat(read(ImageOptions.DEFAULT).images().pixels()).containsExactly(5, 6, 7, 7);
        assertThat(read(ImageOptions.DEFAULT.withChannels(3)).images().shape()).isEqualTo(Shape.image(3, 1, 2));

        write("b/2.png", TestImages.plain(1, 2, Color.RED));

        assertThat(read(ImageOptions.DEFAULT).images().shape()).isEqualTo(Shape.image(3, 1, 2));
    }

    @Test
    void turnsColoursIntoLuminanceWhereOneChannelIsWanted() throws IOException {
        write("a/1.png", TestImages.plain(1, 1, Color.GREEN));
        write("b/1.png", TestImages.plain(1, 1, Color.RED));

        assertThat(read(ImageOptions.DEFAULT.withChannels(1)).images().pixels()).containsExactly((byte) 150, (byte) 76);
    }

    @Test
    void bringsImagesToTheWantedSize() throws IOException {
        var wide = TestImages.plain(2, 6, Color.BLUE);
        wide.getRaster().setPixels(2, 0, 2, 2, new int[] {255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0});
        write("a/1.png", wide);
        write("b/1.png", TestImages.plain(30, 20, Color.RED));

        var options = ImageOptions.DEFAULT.withSize(2, 2);

        assertThat(read(options).images().shape()).isEqualTo(Shape.image(3, 2, 2));
        assertThat(read(options).images().pixels()[8]).isNotZero();
        assertThat(read(options.withFit(Fit.CROP)).images().pixels()[8]).isZero();
    }

    @Test
    void namesTheFirstTwoImagesThatDifferInSize() throws IOException {
        write("a/1.png", RED);
        write("a/2.png", RED);
        write("b/1.png", TestImages.plain(2, 3, Color.RED));

        assertUnusable(ImageOptions.DEFAULT)
                .withMessage(
                        "The images in %s differ in size, and a network takes one: a/1.png has 2×2 pixels (height × width), b/1.png has 2×3; give the size that all should be brought to",
                        folder);
    }

    @Test
    void passesOverHiddenFilesAndOtherFiles() throws IOException {
        twoClasses();
        for (var name : new String[] {".DS_Store", "a/.DS_Store", "a/Thumbs.db", "a/.1.png", "a/notes.txt", "a/png"}) {
            TestImages.write(folder.resolve(name), TEXT);
        }
        TestImages.write(folder.resolve("__MACOSX/a/1.png"), TEXT);
        TestImages.write(folder.resolve(".git/1.png"), TEXT);

        assertThat(read(ImageOptions.DEFAULT).names()).containsExactly("a/1.png", "b/1.png");
    }

    @Test
    void namesBadFilesTogether() throws IOException {
        twoClasses();
        for (int i = 2; i <= 5; i++) {
            TestImages.write(folder.resolve("b/" + i + ".jpg"), TEXT);
        }

        for (var options : new ImageOptions[] {ImageOptions.DEFAULT, ImageOptions.DEFAULT.withSize(1, 1)}) {
            assertUnusable(options)
                    .withMessage(
                            "4 of the 6 image files in %s can't be used: b/2.jpg is no PNG, JPEG, GIF or BMP; b/3.jpg is no PNG, JPEG, GIF or BMP; b/4.jpg is no PNG, JPEG, GIF or BMP; …; repair or remove them, or have bad files skipped",
                            folder);
        }
    }

    @Test
    void skipsBadFilesWhereAsked() throws IOException {
        twoClasses();
        TestImages.write(folder.resolve("a/0.png"), TEXT);

        for (var options : new ImageOptions[] {ImageOptions.DEFAULT, ImageOptions.DEFAULT.withSize(1, 1)}) {
            var read = read(options.skippingBad());

            assertThat(read.names()).containsExactly("a/1.png", "b/1.png");
            assertThat(read.images().labels()).containsExactly(0, 1);
            assertThat(read.images().pixels()[0]).isEqualTo((byte) 255);
            assertThat(read.skipped()).containsExactly(new BadFile("a/0.png", "is no PNG, JPEG, GIF or BMP"));
        }
    }

    @Test
    void leavesNoClassWithoutImages() throws IOException {
        write("a/1.png", RED);
        TestImages.write(folder.resolve("b/1.png"), TEXT);

        assertUnusable(ImageOptions.DEFAULT.skippingBad())
                .withMessage("No image of the class b in %s can be read: repair them, or remove the class", folder);

        Files.delete(folder.resolve("b/1.png"));

        assertUnusable(ImageOptions.DEFAULT)
                .withMessage(
                        "%s holds no images (files named .png, .jpg, .jpeg, .gif or .bmp): add some, or remove the folder",
                        folder.resolve("b"));
    }

    @Test
    void saysWhatAFolderHoldsInsteadOfClasses() throws IOException {
        assertThatExceptionOfType(UnusableDataException.class)
                .isThrownBy(() -> ImageFolder.read(folder.resolve("absent"), ImageOptions.DEFAULT))
                .withMessage(
                        "%s is not there, but should be a folder that holds one folder of images a class",
                        folder.resolve("absent"));
        assertUnusable(ImageOptions.DEFAULT)
                .withMessage(
                        "%s holds neither folders nor images: it should hold one folder of images a class", folder);

        write("1.png", RED);
        write("2.png", RED);

        assertUnusable(ImageOptions.DEFAULT)
                .withMessage("%s holds no folders, but 2 images: put them into one folder a class", folder);
        assertThatExceptionOfType(UnusableDataException.class)
                .isThrownBy(() -> ImageFolder.read(folder.resolve("1.png"), ImageOptions.DEFAULT))
                .withMessageContaining("is a file, but should be a folder");

        write("cats/1.png", RED);

        assertUnusable(ImageOptions.DEFAULT)
                .withMessage("%s holds a single class, cats: telling classes apart needs two", folder);
    }

    @Test
    void keepsTestImagesApart() throws IOException {
        write("train/a/1.png", RED);
        write("train/b/1.png", RED);
        write("test/b/1.png", RED);

        var read = read(ImageOptions.DEFAULT);

        assertThat(read.names()).containsExactly("train/a/1.png", "train/b/1.png", "test/b/1.png");
        assertThat(read.classNames()).containsExactly("a", "b");
        assertThat(read.images().labels()).containsExactly(0, 1, 1);
        assertThat(read.testImages()).isEqualTo(1);

        TestImages.write(folder.resolve("test/b/1.png"), TEXT);

        assertUnusable(ImageOptions.DEFAULT.skippingBad())
                .withMessage("No test image in %s can be read: repair them, or remove their folder", folder);
    }

    @Test
    void readsAFolderOfTrainingImagesAlone() throws IOException {
        write("train/a/1.png", RED);
        write("train/b/1.png", RED);

        assertThat(read(ImageOptions.DEFAULT).classNames()).containsExactly("a", "b");
        assertThat(read(ImageOptions.DEFAULT).testImages()).isZero();
    }

    @Test
    void refusesTestClassesThatTrainingLacks() throws IOException {
        write("train/a/1.png", RED);
        write("train/b/1.png", RED);
        write("test/c/1.png", RED);

        assertUnusable(ImageOptions.DEFAULT)
                .withMessage(
                        "%s holds the class c, which %s doesn't: the classes are a, b",
                        folder.resolve("test"), folder.resolve("train"));

        write("valid/a/1.png", RED);

        assertUnusable(ImageOptions.DEFAULT)
                .withMessage(
                        "%s holds train and test, but also valid: move it elsewhere, or bring its images into the two",
                        folder);
    }

    @Test
    void takesMoreClassesThanAByteCounts() throws IOException {
        for (int i = 0; i < 300; i++) {
            write(1000 + i + "/1.png", RED);
        }

        assertThat(read(ImageOptions.DEFAULT).images().labels()).endsWith(298, 299);
    }

    @Test
    void refusesMorePixelsThanAnArrayHolds() throws IOException {
        twoClasses();

        assertUnusable(ImageOptions.DEFAULT.withSize(20_000, 20_000))
                .withMessage(
                        "The 2 images in %s would take 2,400,000,000 bytes as [3, 20000, 20000], but at most 2,147,483,639 are possible: give a smaller size",
                        folder);
    }

    @Test
    void rejectsOptionsThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageOptions.DEFAULT.withChannels(2))
                .withMessage("Images have 1 channel (grey) or 3 (colour), but 2 were asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageOptions.DEFAULT.withSize(0, 5))
                .withMessage("Images need at least one row and one column, but should have the size 0×5");
    }

    private void twoClasses() throws IOException {
        write("a/1.png", RED);
        write("b/1.png", RED);
    }

    private void write(String name, BufferedImage image) throws IOException {
        TestImages.write(folder.resolve(name), image);
    }

    private UserImages read(ImageOptions options) {
        return ImageFolder.read(folder, options);
    }

    private ThrowableAssertAlternative<UnusableDataException> assertUnusable(ImageOptions options) {
        return assertThatExceptionOfType(UnusableDataException.class).isThrownBy(() -> read(options));
    }
}
