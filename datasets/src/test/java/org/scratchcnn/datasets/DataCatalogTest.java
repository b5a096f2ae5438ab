package org.scratchcnn.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.datasets.DataCatalog.Missing;
import org.scratchcnn.datasets.DataCatalog.Present;
import org.scratchcnn.datasets.DataCatalog.Unusable;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.datasets.file.IdxFixture;
import org.scratchcnn.datasets.file.PublishedSet;
import org.scratchcnn.network.ImageSet;

class DataCatalogTest {

    @TempDir
    Path folder;

    @Test
    void listsEverySetAndHowItIsFetched() {
        var entries = DataCatalog.list(new DataRoot(folder));

        assertThat(entries)
                .containsExactly(
                        new Missing(ImageSet.MNIST, folder.resolve("mnist"), 54_950_048),
                        new Missing(ImageSet.FASHION_MNIST, folder.resolve("fashion-mnist"), 54_950_048),
                        new Missing(ImageSet.CIFAR_10, folder.resolve("cifar-10"), 170_052_171));
        assertThat(entries.get(1).downloadCommand()).isEqualTo("./cnn data download fashion-mnist");
    }

    @Test
    void tellsFilesThatAreNotOfficialFromThoseThatAre() throws IOException {
        IdxFixture.writePlain(folder.resolve("mnist"));

        assertThat(DataCatalog.list(new DataRoot(folder)).getFirst())
                .asInstanceOf(InstanceOfAssertFactories.type(Present.class))
                .satisfies(present -> {
                    assertThat(present.origin()).isEqualTo(Origin.NOT_OFFICIAL);
                    assertThat(present.trainingImages()).isEqualTo(60);
                    assertThat(present.testImages()).isEqualTo(20);
                    assertThat(present.files()).hasSize(4);
                    assertThat(present.bytesOnDisk()).isEqualTo(80 * 784 + 80 + 2 * 16 + 2 * 8);
                });
        assertThat(DataCatalog.list(
                                new DataRoot(folder),
                                set -> set == ImageSet.MNIST ? IdxFixture.publishedAt() : PublishedSet.of(set))
                        .getFirst())
                .asInstanceOf(InstanceOfAssertFactories.type(Present.class))
                .extracting(Present::origin)
                .isEqualTo(Origin.OFFICIAL);
    }

    @Test
    void saysWhatIsWrongWithASetThatCannotBeUsed() throws IOException {
        IdxFixture.writePlain(folder.resolve("mnist"));
        Files.write(folder.resolve("mnist/t10k-labels-idx1-ubyte"), new byte[3]);

        assertThat(DataCatalog.list(new DataRoot(folder)).getFirst())
                .asInstanceOf(InstanceOfAssertFactories.type(Unusable.class))
                .extracting(Unusable::reason)
                .asString()
                .contains("t10k-labels-idx1-ubyte", "byte 3");
    }
}
