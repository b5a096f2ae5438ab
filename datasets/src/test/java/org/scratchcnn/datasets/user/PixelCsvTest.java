package org.scratchcnn.datasets.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.datasets.file.UnusableDataException;
import org.scratchcnn.datasets.user.PixelCsv.LabelColumn;
import org.scratchcnn.network.Shape;

class PixelCsvTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("digits.csv");
    }

    @Test
    void readsAnImageALine() throws IOException {
        var read = read("10,0,1,2,255\n9,10,20,30,40\n\n10,5,6,7,8\n");

        assertThat(read.images().shape()).isEqualTo(Shape.image(1, 2, 2));
        assertThat(read.images().pixels()).containsExactly(0, 1, 2, -1, 10, 20, 30, 40, 5, 6, 7, 8);
        assertThat(read.classNames()).containsExactly("9", "10");
        assertThat(read.images().labels()).containsExactly(1, 0, 1);
        assertThat(read.names()).containsExactly("digits.csv line 1", "digits.csv line 2", "digits.csv line 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"label,p0,p1,p2,p3", "\"label\", 1x1, 1x2, 2x1, 2x2", "5,a,1,2,3"})
    void passesOverHeadings(String header) throws IOException {
        var read = read("\uFEFF" + header + "\r\n0,0,1,2,3\r\n1,4,5,6,7");

        assertThat(read.classNames()).containsExactly("0", "1");
        assertThat(read.names()).containsExactly("digits.csv line 2", "digits.csv line 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"label,0,1,2,3,4,5,6,7,8", "label,1,2,3,4,5,6,7,8,9"})
    void passesOverNumberedColumns(String header) throws IOException {
        assertThat(read(header + "\n0,0,1,2,3,4,5,6,7,8\n1,1,2,3,4,5,6,7,8,9").classNames())
                .containsExactly("0", "1");
    }

    @Test
    void takesAFirstLineOfNumbersForAnImage() throws IOException {
        assertThat(read("\uFEFF0,0,1,2,3\n1,4,5,6,7").images().count()).isEqualTo(2);
        assertThat(read("0,0,1,2,3,4,5,6,7,8\n1,1,2,3,4,5,6,7,8,9").images().count())
                .isEqualTo(2);
        assertThat(read("cat,0,1,2,3\ndog,4,5,6,7").images().count()).isEqualTo(2);
    }

    @Test
    void readsWordsAndLabelsInTheLastColumn() throws IOException {
        Files.writeString(file, "0,1,2,3,\"dog, small\"\n4,5,6,7,cat\n");

        var read = PixelCsv.read(file, LabelColumn.LAST);

        assertThat(read.classNames()).containsExactly("cat", "dog, small");
        assertThat(read.images().labels()).containsExactly(1, 0);
        assertThat(read.images().pixels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void infersThreeChannelsAndTakesOtherShapesAsGiven() throws IOException {
        assertThat(read("0,1,2,3\n1,4,5,6\n").images().shape()).isEqualTo(Shape.image(3, 1, 1));
        assertThat(PixelCsv.read(file, LabelColumn.FIRST, Shape.image(1, 1, 3))
                        .images()
                        .shape())
                .isEqualTo(Shape.image(1, 1, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"0,1,2,3,4\n1,1,2,3\" | , line 2: expected 5 fields, as in the first line, but found 4",
                "\"0,1,2,3,4\n1,1,2,3,4,5\" | , line 2: expected 5 fields, as in the first line, but found 6",
                "\"0,1,2,3,4\n1,1,256,3,4\" | , line 2, column 3: expected a whole number from 0 to 255, but found 256",
                "\"0,1,2,3,4\n1,1,2,-1,4\" | , line 2, column 4: expected a whole number from 0 to 255, but found -1",
                "\"a,b,c,d,e\n\n1,1,2,3,0.5\" | , line 3, column 5: expected a whole number from 0 to 255, but found 0.5",
                "\"0,1,2,3,4\n1,x,2,3,4\" | , line 2, column 2: expected a whole number from 0 to 255, but found x",
                "\"0,1,,3,4\n1,1,2,3,4\" | , line 1, column 3: expected a whole number from 0 to 255, but found nothing",
                "\"0,1,2,3,4\n,1,2,3,4\" | , line 2, column 1: expected a class, but found nothing",
                "\"0;1;2;3;4\" | , line 1: expected a class and pixels, separated by commas, but found a single field",
                "\"0,1,2\n1,1,2\" | , line 1: expected the pixels of a square in 1 or 3 channels, or that the shape is given, but found 2 pixels",
                "\"0,1,2,3,4\n0,1,2,3,4\" | \" holds a single class, 0: telling classes apart needs two; is it really in the first column?\"",
                "\"a,b,c,d,e\" | \" holds no images: expected one a line, a class and its pixels\"",
                "\"\" | \" holds no images: expected one a line, a class and its pixels\"",
            })
    void saysWhatIsWrongAndWhere(String content, String message) {
        assertThatExceptionOfType(UnusableDataException.class)
                .isThrownBy(() -> read(content))
                .withMessage(file + message);
    }

    @Test
    void saysThatTheGivenShapeDoesNotFit() throws IOException {
        Files.writeString(file, "0,1,2,3,4\n1,1,2,3,4\n");

        assertThatExceptionOfType(UnusableDataException.class)
                .isThrownBy(() -> PixelCsv.read(file, LabelColumn.FIRST, Shape.image(1, 3, 3)))
                .withMessage(
                        "%s, line 1: expected a class and the 9 pixels of [1, 3, 3], but found 4 besides the class",
                        file);
    }

    @Test
    void saysWhyATableCannotBeRead() throws IOException {
        assertThatExceptionOfType(UnusableDataException.class)
                .isThrownBy(() -> PixelCsv.read(file, LabelColumn.FIRST))
                .withMessage("%s is not there: it should be a table of pixels (CSV)", file);

        Files.write(file, "\u00E4,1\n\u00FC,2\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(UnusableDataException.class)
                .isThrownBy(() -> PixelCsv.read(file, LabelColumn.FIRST))
                .withMessage("%s isn't text in UTF-8: save it as CSV in UTF-8", file);
        assertThatExceptionOfType(UnusableDataException.class)
                .isThrownBy(() -> read("0,1\n\"1,2\n"))
                .withMessageStartingWith("%s isn't sound CSV: ", file);
    }

    private UserImages read(String content) throws IOException {
        Files.writeString(file, content);
        return PixelCsv.read(file, LabelColumn.FIRST);
    }
}
