package org.scratchcnn.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.datasets.file.IdxFixture;
import org.scratchcnn.datasets.file.MissingDataException;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.DataSpec.Scaling;
import org.scratchcnn.network.ImageSet;
import org.scratchcnn.network.zoo.Tasks;

class DataLoaderTest {

    @TempDir
    Path folder;

    @Test
    void splitsSmallMnistIntoPartsWithEveryClass() throws IOException {
        IdxFixture.writePacked(folder.resolve("mnist"));

        var data = loadMnist(40, 20, 10);

        assertThat(labels(data.training(7))).hasSize(40).satisfies(DataLoaderTest::isBalanced);
        assertThat(labels(data.validation(7).orElseThrow())).hasSize(20).satisfies(DataLoaderTest::isBalanced);
        assertThat(labels(data.test(7))).hasSize(10).satisfies(DataLoaderTest::isBalanced);
        assertThat(data.training(7).classes()).isEqualTo(10);
    }

    @Test
    void keepsTrainingAndValidationApart() throws IOException {
        IdxFixture.writePacked(folder.resolve("mnist"));

        var data = loadMnist(40, 20, 10);

        // The first pixel of the fixture's image i is i.
        var seen = new ArrayList<>(firstPixels(data.training(7)));
        seen.addAll(firstPixels(data.validation(7).orElseThrow()));
        assertThat(seen).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void hasNoValidationWhereTheTaskHoldsNothingBack() throws IOException {
        IdxFixture.writePacked(folder.resolve("mnist"));

        assertThat(loadMnist(60, 0, 20).validation(10)).isEmpty();
    }

    @Test
    void shufflesTrainingAndLeavesTheRestInOrder() throws IOException {
        IdxFixture.writePacked(folder.resolve("mnist"));

        var data = loadMnist(40, 20, 20);

        assertThat(firstPixels(data.training(7))).isNotEqualTo(firstPixels(data.training(7), 2));
        assertThat(firstPixels(data.training(7))).isEqualTo(firstPixels(data.training(32)));
        assertThat(firstPixels(data.validation(7).orElseThrow())).isSorted();
        assertThat(firstPixels(data.test(7))).isSorted();
    }

    @Test
    void sayWhichFilesTheDataCameFrom() throws IOException {
        IdxFixture.writePacked(folder.resolve("mnist"));

        var fingerprint = loadMnist(40, 20, 10).fingerprint();

        assertThat(fingerprint.name()).isEqualTo("MNIST");
        assertThat(fingerprint.origin()).isEqualTo(Origin.NOT_OFFICIAL);
        assertThat(fingerprint.sha256())
                .containsOnlyKeys(
                        "train-images-idx3-ubyte",
                        "train-labels-idx1-ubyte",
                        "t10k-images-idx3-ubyte",
                        "t10k-labels-idx1-ubyte");
        assertThat(fingerprint.trainingSamples()).isEqualTo(40);
        assertThat(fingerprint.validationSamples()).isEqualTo(20);
        assertThat(fingerprint.testSamples()).isEqualTo(10);
    }

    @Test
    void recognizesOfficialFiles() throws IOException {
        IdxFixture.writePacked(folder.resolve("mnist"));

        var loader = new DataLoader(new DataRoot(folder), StandIn.REFUSED, _ -> IdxFixture.publishedAt());

        assertThat(loader.load(mnist(60, 0, 20)).fingerprint().origin()).isEqualTo(Origin.OFFICIAL);
    }

    @Test
    void refusesASplitThatTheFilesCannotFill() throws IOException {
        IdxFixture.writePacked(folder.resolve("mnist"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> loadMnist(60, 0, 21))
                .withMessageContaining("The split takes 21 samples, but there are 20");
    }

    @Test
    void drawsShapesWhereASetIsNotThereAndStandInsAreAllowed() {
        var data = DataLoader.load(mnist(200, 100, 50), new DataRoot(folder), StandIn.ALLOWED);

        assertThat(data.fingerprint().name()).isEqualTo("MNIST");
        assertThat(data.fingerprint().origin()).isEqualTo(Origin.STAND_IN);
        assertThat(data.fingerprint().sha256()).containsOnlyKeys("drawn training images", "drawn test images");
        assertThat(labels(data.training(32))).hasSize(200).satisfies(DataLoaderTest::isBalanced);
        assertThat(labels(data.test(32))).hasSize(50).satisfies(DataLoaderTest::isBalanced);
    }

    @Test
    void saysWhichFileToFetchWhereStandInsAreRefused() {
        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> DataLoader.load(mnist(200, 100, 50), new DataRoot(folder), StandIn.REFUSED))
                .withMessage(
                        "MNIST is missing: fetch it with ./cnn data download mnist, or put train-images-idx3-ubyte or train-images-idx3-ubyte.gz (47,040,016 bytes unpacked) into %s",
                        folder.resolve("mnist"));
        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> DataLoader.load(Tasks.cifar10().data(), new DataRoot(folder), StandIn.REFUSED))
                .withMessage(
                        "CIFAR-10 is missing: fetch it with ./cnn data download cifar-10, or put cifar-10-binary.tar.gz (170,052,171 bytes) into %s",
                        folder.resolve("cifar-10"));
    }

    @Test
    void checksWhetherLoadingWouldFindItsFiles() throws IOException {
        var mnist = new DataSetSpec.Images(ImageSet.MNIST);
        var root = new DataRoot(folder);

        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> DataLoader.check(mnist, root, StandIn.REFUSED));
        assertThat(DataLoader.check(mnist, root, StandIn.ALLOWED).orElseThrow())
                .startsWith("MNIST is missing")
                .contains("./cnn data download mnist");
        IdxFixture.writePacked(folder.resolve("mnist"));
        assertThat(DataLoader.check(mnist, root, StandIn.REFUSED)).isEmpty();
        assertThat(DataLoader.check(mnist, root, StandIn.ALLOWED)).isEmpty();
        Files.writeString(folder.resolve("mnist/train-labels-idx1-ubyte.gz"), "broken");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataLoader.check(mnist, root, StandIn.ALLOWED))
                .withMessageContaining("train-labels-idx1-ubyte.gz");
    }

    @Test
    void letsNothingStandInForASetThatIsThereInPart() throws IOException {
        IdxFixture.writePacked(folder.resolve("mnist"));
        Files.delete(folder.resolve("mnist/t10k-labels-idx1-ubyte.gz"));

        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> DataLoader.load(mnist(40, 20, 10), new DataRoot(folder), StandIn.ALLOWED))
                .withMessageContaining("t10k-labels-idx1-ubyte");
    }

    @Test
    void drawsAndSplitsTheSpiral() {
        var data = DataLoader.load(Tasks.spiral().data(), new DataRoot(folder), StandIn.REFUSED);

        assertThat(data.fingerprint().origin()).isEqualTo(Origin.GENERATED);
        assertThat(data.fingerprint().sha256()).containsOnlyKeys("points");
        assertThat(labels(data.training(32))).hasSize(3_200).satisfies(labels -> isBalanced(labels, 8));
        assertThat(labels(data.test(32))).hasSize(800).satisfies(labels -> isBalanced(labels, 8));
        assertThat(data.validation(32)).isEmpty();
    }

    @Test
    void drawsAnotherSpiralForAnotherSeed() {
        var one = DataLoader.load(Tasks.spiral().data(), new DataRoot(folder), StandIn.REFUSED);
        var two = DataLoader.load(Tasks.spiral().withSeed(2).data(), new DataRoot(folder), StandIn.REFUSED);

        assertThat(two.fingerprint().sha256()).isNotEqualTo(one.fingerprint().sha256());
    }

    private PreparedData loadMnist(int training, int validation, int test) {
        return DataLoader.load(mnist(training, validation, test), new DataRoot(folder), StandIn.REFUSED);
    }

    private static DataSpec mnist(int training, int validation, int test) {
        return new DataSpec(new DataSetSpec.Images(ImageSet.MNIST), training, validation, test, Scaling.NONE, 0, 1);
    }

    private static void isBalanced(List<? extends Integer> labels) {
        isBalanced(labels, 10);
    }

    private static void isBalanced(List<? extends Integer> labels, int classes) {
        for (int k = 0; k < classes; k++) {
            int label = k;
            assertThat(labels.stream().filter(each -> each == label)).hasSize(labels.size() / classes);
        }
    }

    private static List<Integer> labels(BatchSource source) {
        var labels = new ArrayList<Integer>();
        source.epoch(1).forEachRemaining(batch -> {
            for (int n = 0; n < batch.size(); n++) {
                labels.add(batch.labels()[n]);
            }
        });
        return labels;
    }

    private static List<Integer> firstPixels(BatchSource source) {
        return firstPixels(source, 1);
    }

    private static List<Integer> firstPixels(BatchSource source, int epoch) {
        var pixels = new ArrayList<Integer>();
        source.epoch(epoch).forEachRemaining(batch -> {
            for (int n = 0; n < batch.size(); n++) {
                pixels.add((int) batch.inputs()[n * 784]);
            }
        });
        return pixels;
    }
}
