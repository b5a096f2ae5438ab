package org.scratchcnn.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.ImageData;
import org.scratchcnn.ImageInput;
import org.scratchcnn.datasets.DataRoot;
import org.scratchcnn.datasets.user.ImageOptions;
import org.scratchcnn.datasets.user.PixelCsv.LabelColumn;
import org.scratchcnn.network.ImageSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which images a command works on, and how they are read. */
final class DataOptions {

    static final String DESCRIPTION =
            "A published set (mnist, fashion-mnist, cifar-10), a folder with one folder of images a class (or train and test, each with one), or a .csv file with an image a line.";

    private static final String SIZE = "--size";
    private static final String CROP = "--crop";
    private static final String GREY = "--grey";
    private static final String SKIP_BAD = "--skip-bad";
    private static final String LABEL = "--label";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--data", paramLabel = "DATA", description = DESCRIPTION)
    private @Nullable String data;

    @Option(
            names = SIZE,
            paramLabel = "N|HxW",
            converter = SizeConverter.class,
            description = "Scale images to N×N, or to H rows of W pixels.")
    private ImageOptions.@Nullable Size size;

    @Option(
            names = "--crop",
            description = "Scale images evenly and cut off what juts out, instead of stretching them.")
    private boolean crop;

    @Option(names = GREY, description = "Take the brightness alone.")
    private boolean grey;

    @Option(names = SKIP_BAD, description = "Leave out files that are no images, instead of refusing the folder.")
    private boolean skipBad;

    @Option(
            names = LABEL,
            paramLabel = "COLUMN",
            description = "Where a .csv file has the class: ${COMPLETION-CANDIDATES}. Default: FIRST.")
    private @Nullable LabelColumn labelColumn;

    /** N or HxW. */
    static final class SizeConverter implements ITypeConverter<ImageOptions.Size> {
        @Override
        public ImageOptions.Size convert(String value) {
            try {
                var sides = value.split("[x×]", -1);
                int height = Integer.parseInt(sides[0]);
                return new ImageOptions.Size(height, sides.length == 1 ? height : Integer.parseInt(sides[1]));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "a size is a number such as 64, or rows and columns such as 48x64, but was given " + value);
            }
        }
    }

    /** The data that the user named, or else these. */
    ImageData load(@Nullable String otherwise, Optional<ImageInput> like) {
        var named = data == null ? otherwise : data;
        if (named == null || named.isBlank()) {
            throw new ParameterException(
                    Commands.commandLine(spec),
                    "Name the data: " + DESCRIPTION.substring(0, 1).toLowerCase(Locale.ROOT)
                            + DESCRIPTION.substring(1));
        }
        var path = Path.of(named);
        var set = ImageData.set(named);
        if (set.isPresent() && !Files.isDirectory(path)) {
            refuse("A published set", given(SIZE, CROP, GREY, SKIP_BAD, LABEL));
            return set(set.get(), like);
        }
        if (named.toLowerCase(Locale.ROOT).endsWith(".csv")) {
            refuse("A .csv file", given(SIZE, CROP, GREY, SKIP_BAD));
            var column = labelColumn == null ? LabelColumn.FIRST : labelColumn;
            return like.map(input -> ImageData.csv(path, column, input)).orElseGet(() -> ImageData.csv(path, column));
        }
        refuse("A folder", given(LABEL));
        like.ifPresent(this::requireSame);
        if (data != null && otherwise != null && like.isEmpty() && !data.equals(otherwise)) {
            throw new ParameterException(
                    Commands.commandLine(spec), "Name the data once, not as %s and as %s".formatted(otherwise, data));
        }
        if (!Files.exists(path) && data == null && like.isPresent()) {
            throw new ParameterException(
                    Commands.commandLine(spec),
                    "The model was trained on \"%s\", which is not here: name the data with --data".formatted(named));
        }
        if (!Files.exists(path)) {
            throw new ParameterException(
                    Commands.commandLine(spec),
                    "There is no folder and no set \"%s\"; the sets are %s"
                            .formatted(
                                    named,
                                    Arrays.stream(ImageSet.values())
                                            .map(ImageSet::folder)
                                            .collect(Collectors.joining(", "))));
        }
        return like.map(input -> ImageData.folder(path, input, skipBad))
                .orElseGet(() -> ImageData.folder(path, options()));
    }

    /** The model decides how images are prepared; an option that says the same is welcome. */
    private void requireSame(ImageInput input) {
        var shape = input.shape();
        boolean anotherSize = size != null && !size.equals(new ImageOptions.Size(shape.height(), shape.width()));
        boolean anotherFit = crop && input.fit() != ImageOptions.Fit.CROP;
        boolean otherChannels = grey && shape.channels() != 1;
        if (anotherSize || anotherFit || otherChannels) {
            throw new ParameterException(
                    Commands.commandLine(spec),
                    "The model takes images of %s (%s); leave out %s"
                            .formatted(shape, input.fit(), String.join(" and ", given(SIZE, CROP, GREY))));
        }
    }

    /** Which of these options the user gave. */
    private List<String> given(String... names) {
        var parsed = Commands.commandLine(spec).getParseResult();
        return Arrays.stream(names).filter(parsed::hasMatchedOption).toList();
    }

    private void refuse(String what, List<String> options) {
        if (!options.isEmpty()) {
            throw new ParameterException(
                    Commands.commandLine(spec), "%s takes no %s".formatted(what, String.join(" and no ", options)));
        }
    }

    /** The name of the data, if the user gave one. */
    Optional<String> name() {
        return Optional.ofNullable(data);
    }

    private static ImageData set(ImageSet set, Optional<ImageInput> like) {
        var root = DataRoot.find(null);
        return like.map(input -> ImageData.load(set, root, input)).orElseGet(() -> ImageData.load(set, root));
    }

    private ImageOptions options() {
        var options = ImageOptions.DEFAULT;
        if (size != null) {
            options = options.withSize(size.height(), size.width());
        }
        if (crop) {
            options = options.withFit(ImageOptions.Fit.CROP);
        }
        if (grey) {
            options = options.withChannels(1);
        }
        return skipBad ? options.skippingBad() : options;
    }
}
