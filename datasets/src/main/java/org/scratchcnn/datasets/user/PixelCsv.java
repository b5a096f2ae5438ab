package org.scratchcnn.datasets.user;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.datasets.file.UnusableDataException;
import org.scratchcnn.network.Shape;

/**
 * A table of pixels (CSV, UTF-8): each line an image, with its class in the first or last column, as a number or a word,
 * and in the others its pixels, {@code [C, H, W]} row-major, whole numbers from 0 to 255. A first line of headings is
 * passed over. Classes come in the order of their numbers, or else of their words by code points.
 */
public final class PixelCsv {

    /** Which column holds the class. */
    public enum LabelColumn {
        FIRST,
        LAST
    }

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path file;
    private final LabelColumn labelColumn;
    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private final List<String> labels = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private PixelCsv(Path file, LabelColumn labelColumn) {
        this.file = file;
        this.labelColumn = labelColumn;
    }

    /**
     * Reads square images in one channel or three, as the number of columns tells.
     *
     * @throws UnusableDataException if the table can't be read, a field isn't what it should be, there are fewer than two
     *     classes, or no such image has as many pixels as a line; the message names line and column
     */
    public static UserImages read(Path file, LabelColumn labelColumn) {
        return new PixelCsv(file, labelColumn).read(Optional.empty());
    }

    /**
     * Reads images of {@code shape}.
     *
     * @throws UnusableDataException if the table can't be read, a field isn't what it should be, there are fewer than two
     *     classes, or such an image hasn't as many pixels as a line; the message names line and column
     */
    public static UserImages read(Path file, LabelColumn labelColumn, Shape.Image shape) {
        return new PixelCsv(file, labelColumn).read(Optional.of(shape));
    }

    private UserImages read(Optional<Shape.Image> given) {
        try (var reader = Files.newBufferedReader(file)) {
            skipByteOrderMark(reader);
            return read(reader, given);
        } catch (NoSuchFileException e) {
            throw UnusableDataException.of("%s is not there: it should be a table of pixels (CSV)", e.getFile());
        } catch (IOException | UncheckedIOException e) {
            throw switch (e instanceof UncheckedIOException ? e.getCause() : e) {
                case CharacterCodingException _ ->
                    UnusableDataException.of("%s isn't text in UTF-8: save it as CSV in UTF-8", file);
                case CSVException broken ->
                    UnusableDataException.of("%s isn't sound CSV: %s", file, String.valueOf(broken.getMessage()));
                case null, default -> UnusableDataException.reading(file, e);
            };
        }
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    private UserImages read(BufferedReader reader, Optional<Shape.Image> given) throws IOException {
        Shape.@Nullable Image shape = null;
        try (var rows = FORMAT.parse(reader)) {
            for (var row : rows) {
                long line = rows.getCurrentLineNumber();
                if (shape == null) {
                    shape = shape(row, line, given);
                    if (isHeader(row)) {
                        continue;
                    }
                }
                add(row, line, shape.size());
            }
        }
        if (shape == null || labels.isEmpty()) {
            throw UnusableDataException.of("%s holds no images: expected one a line, a class and its pixels", file);
        }
        var classNames = classNames();
        if (classNames.size() == 1) {
            throw UnusableDataException.of(
                    "%s holds a single class, %s: telling classes apart needs two; is it really in the %s column?",
                    file, classNames.getFirst(), labelColumn == LabelColumn.FIRST ? "first" : "last");
        }
        var images = new LabelledImages(
                shape,
                pixels.toByteArray(),
                labels.stream().mapToInt(classNames::indexOf).toArray());
        return UserImages.of(images, names, classNames, 0, List.of());
    }

    private Shape.Image shape(CSVRecord row, long line, Optional<Shape.Image> given) {
        int count = row.size() - 1;
        if (count < 1) {
            throw wrong(line, "a class and pixels, separated by commas", "a single field");
        }
        if (given.isPresent()) {
            if (given.get().size() != count) {
                throw wrong(
                        line,
                        String.format(
                                Locale.ROOT,
                                "a class and the %d pixels of %s",
                                given.get().size(),
                                given.get()),
                        count + " besides the class");
            }
            return given.get();
        }
        for (int channels : new int[] {1, 3}) {
            int side = (int) Math.round(Math.sqrt((double) count / channels));
            if (channels * side * side == count) {
                return Shape.image(channels, side, side);
            }
        }
        throw wrong(line, "the pixels of a square in 1 or 3 channels, or that the shape is given", count + " pixels");
    }

    /**
     * Whether a pixel is a word, or the class is one and the pixels count up from 0 or 1, as unnamed columns are named; a
     * handful could be an image.
     */
    private boolean isHeader(CSVRecord row) {
        int first = firstPixel();
        var fields = row.toList().subList(first, first + row.size() - 1);
        return fields.stream().anyMatch(field -> !field.isEmpty() && !isNumber(field))
                || (!isNumber(label(row))
                        && fields.size() > 4
                        && IntStream.rangeClosed(0, 1)
                                .anyMatch(from -> IntStream.range(0, fields.size())
                                        .allMatch(i -> fields.get(i).equals(String.valueOf(from + i)))));
    }

    private void add(CSVRecord row, long line, int size) {
        if (row.size() != size + 1) {
            throw wrong(line, size + 1 + " fields, as in the first line", String.valueOf(row.size()));
        }
        if (label(row).isEmpty()) {
            throw wrong(line, labelColumn(row.size()), "a class", "nothing");
        }
        if (pixels.size() > Integer.MAX_VALUE - 8 - size) {
            throw UnusableDataException.of(
                    "%s, line %d: more pixels than one array can hold: leave out this line and the rest", file, line);
        }
        for (int column = firstPixel(); column < firstPixel() + size; column++) {
            pixels.write(pixel(row.get(column), line, column));
        }
        labels.add(label(row));
        names.add(file.getFileName() + " line " + line);
    }

    private int pixel(String field, long line, int column) {
        try {
            int value = Integer.parseInt(field);
            if (value >= 0 && value <= 255) {
                return value;
            }
        } catch (NumberFormatException _) {
            // and so no pixel either
        }
        throw wrong(
                line,
                column,
                "a whole number from 0 to 255",
                field.isEmpty() ? "nothing" : field.length() > 40 ? field.substring(0, 40) + "…" : field);
    }

    private int firstPixel() {
        return labelColumn == LabelColumn.FIRST ? 1 : 0;
    }

    private int labelColumn(int fields) {
        return labelColumn == LabelColumn.FIRST ? 0 : fields - 1;
    }

    private String label(CSVRecord row) {
        return row.get(labelColumn(row.size()));
    }

    private List<String> classNames() {
        var names = labels.stream().distinct();
        return labels.stream().allMatch(PixelCsv::isNumber)
                ? names.sorted(Comparator.<String>comparingDouble(Double::parseDouble)
                                .thenComparing(ImageFolder.BY_CODE_POINTS))
                        .toList()
                : names.sorted(ImageFolder.BY_CODE_POINTS).toList();
    }

    private static boolean isNumber(String field) {
        try {
            return Double.isFinite(Double.parseDouble(field));
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private UnusableDataException wrong(long line, int column, String expected, String found) {
        return UnusableDataException.of(
                "%s, line %d, column %d: expected %s, but found %s", file, line, column + 1, expected, found);
    }

    private UnusableDataException wrong(long line, String expected, String found) {
        return UnusableDataException.of("%s, line %d: expected %s, but found %s", file, line, expected, found);
    }
}
