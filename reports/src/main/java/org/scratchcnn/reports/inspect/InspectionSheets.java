package org.scratchcnn.reports.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scratchcnn.Dataset;
import org.scratchcnn.ImageInput;
import org.scratchcnn.Prediction;
import org.scratchcnn.inspect.DisplayImage;
import org.scratchcnn.inspect.LayerActivations;
import org.scratchcnn.inspect.LayerActivations.ActivationMap;
import org.scratchcnn.inspect.LearnedFilters;
import org.scratchcnn.inspect.Mistakes;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.Shape;
import org.scratchcnn.reports.chart.ContactSheet;
import org.scratchcnn.reports.chart.ContactSheet.Group;
import org.scratchcnn.reports.chart.ContactSheet.Tile;
import org.scratchcnn.reports.format.Numbers;

/** What was found in a model, as contact sheets. */
public final class InspectionSheets {

    /** Of a layer's filters or channels, and of names, no more are shown. */
    private static final int MOST_TILES = 64;

    private static final int MOST_CANDIDATES = 3;

    /** How long the longer sides of tiles are, in pixels. */
    private static final int FILTER = 60;

    private static final int MAP = 72;
    private static final int STRIP = 640;
    private static final int IMAGE = 96;

    private InspectionSheets() {}

    /** The filters of all convolutions. */
    public static ContactSheet filters(List<LearnedFilters> all) {
        return new ContactSheet(
                "filters",
                "Filters",
                "Each filter's weights as an image. Grey is 0, white the largest weight (the number below, its sign left out), black the same with a minus. A filter answers most strongly where its input looks like it.",
                all.stream().map(InspectionSheets::filters).toList());
    }

    private static Group filters(LearnedFilters filters) {
        var facts = new ArrayList<String>();
        facts.add("weights " + filters.layer().parameters().getFirst().shape());
        if (filters.averaged()) {
            facts.add("of each filter the mean over its input channels");
        } else if (filters.filters().getFirst().image().shape().channels() > 1) {
            facts.add("those for red, green and blue in these colours");
        }
        var tiles = IntStream.range(0, filters.filters().size())
                .mapToObj(k -> {
                    var filter = filters.filters().get(k);
                    return tile(filter.image(), FILTER, "filter " + k, "±" + Numbers.significant(filter.largest()));
                })
                .toList();
        return group(name(filters.layer()), facts, tiles);
    }

    /**
     * What the layers make of an image.
     *
     * @param image its name
     * @param sample the image as the network's input
     * @param classNames by output; empty for a model that gives values
     * @param prediction what the model says of it
     */
    public static ContactSheet activations(
            String image,
            float[] sample,
            ImageInput input,
            Prediction prediction,
            List<String> classNames,
            List<LayerActivations> layers) {
        var groups = new ArrayList<Group>();
        groups.add(new Group(
                "Input " + input.shape(),
                image + " as the network sees it",
                List.of(tile(DisplayImage.of(sample, input), IMAGE))));
        layers.forEach(
                layer -> groups.add(activations(layer, layer.equals(layers.getLast()) ? classNames : List.of())));
        return new ContactSheet(
                "activations",
                "Activations",
                "What each layer makes of %s%s. Each channel is drawn from black, its least value, to white, its largest; both are below it. A channel that is 0 everywhere is marked as dead: it says nothing of this image."
                        .formatted(image, answer(prediction)),
                groups);
    }

    private static String answer(Prediction prediction) {
        return prediction.candidates().stream()
                .limit(MOST_CANDIDATES)
                .map(candidate -> "%s (%s)".formatted(candidate.label(), Numbers.percent(candidate.probability(), 1)))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "),
                        answers -> answers.isEmpty() ? "" : ", in which the model sees " + answers));
    }

    /** @param outputs their names, where they have some */
    private static Group activations(LayerActivations activations, List<String> outputs) {
        var maps = activations.maps();
        float least =
                (float) maps.stream().mapToDouble(ActivationMap::least).min().orElseThrow();
        float most =
                (float) maps.stream().mapToDouble(ActivationMap::most).max().orElseThrow();
        var facts = new ArrayList<String>();
        facts.add("values from " + range(least, most));
        var tiles = switch (activations.layer().output()) {
            case Shape.Image _ -> channels(maps, facts);
            case Shape.Features _ -> {
                addFacts(activations.values(), outputs, facts);
                yield List.of(features(maps.getFirst().image(), activations.values().length));
            }
        };
        var heading = name(activations.layer()) + " → " + activations.layer().output();
        return group(heading, facts, tiles);
    }

    private static List<Tile> channels(List<ActivationMap> maps, List<String> facts) {
        double dead = maps.stream().filter(ActivationMap::isZero).count();
        if (dead > 0) {
            facts.add("%s of %s channels dead".formatted(Numbers.count(dead), Numbers.count(maps.size())));
        }
        return IntStream.range(0, maps.size())
                .mapToObj(c -> {
                    var map = maps.get(c);
                    var values = map.isZero() ? "dead: all 0" : range(map.least(), map.most());
                    return new Tile(map.image(), MAP, List.of("channel " + c, values), map.isZero());
                })
                .toList();
    }

    private static void addFacts(float[] values, List<String> outputs, List<String> facts) {
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        if (zeros > 0) {
            facts.add("%s of %s are 0".formatted(Numbers.count(zeros), Numbers.count(values.length)));
        }
        if (!outputs.isEmpty() && outputs.size() <= MOST_TILES) {
            facts.add("in this order: " + String.join(", ", outputs));
        }
    }

    private static Tile features(DisplayImage image, int count) {
        var caption = "outputs 0 to " + (count - 1);
        var shape = image.shape();
        return tile(image, STRIP, shape.height() == 1 ? caption : caption + ", in rows of " + shape.width());
    }

    private static String range(float least, float most) {
        return Numbers.significant(least) + " to " + Numbers.significant(most);
    }

    /**
     * Where a model is wrong.
     *
     * @param data of images, that it was asked of
     */
    public static ContactSheet mistakes(Mistakes mistakes, Dataset data, ImageInput input) {
        var tiles = mistakes.worst().stream()
                .map(mistake -> tile(
                        DisplayImage.of(data.sample(mistake.index()), input),
                        IMAGE,
                        mistake.answer() + ": " + Numbers.percent(mistake.probability(), 1),
                        "truth: " + mistake.truth(),
                        "image " + mistake.index()))
                .toList();
        var note = "Taken for something else: %s of %s images of %s."
                .formatted(
                        Numbers.count(mistakes.count()),
                        Numbers.count(mistakes.samples()),
                        data.source().name());
        return new ContactSheet(
                "mistakes",
                "Mistakes",
                note,
                tiles.isEmpty()
                        ? List.of()
                        : List.of(new Group(
                                "Those of which the model is most certain",
                                "below each what the model takes it for, with its probability; what it is; and its number in the data, from 0",
                                tiles)));
    }

    private static String name(Operation layer) {
        return "Layer %s: %s".formatted(layer.path(), layer.spec().describe());
    }

    private static Tile tile(DisplayImage image, int side, String... caption) {
        return new Tile(image, side, List.of(caption), false);
    }

    private static Group group(String heading, List<String> facts, List<Tile> tiles) {
        if (tiles.size() > MOST_TILES) {
            facts.add("the first %s of %s".formatted(Numbers.count(MOST_TILES), Numbers.count(tiles.size())));
        }
        return new Group(
                heading,
                String.join("; ", facts),
                tiles.stream().limit(MOST_TILES).toList());
    }
}
