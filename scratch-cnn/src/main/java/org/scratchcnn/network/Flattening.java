package org.scratchcnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Turns a description, with its lists inside lists, into operations over numbered values. */
final class Flattening {

    /** Values of one parameter; a few less than there are integers, as HotSpot has it. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** An operation before its values know all their readers. */
    private record Draft(String path, LayerSpec spec, List<Integer> reads) {}

    private final NetworkSpec network;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<ReceptiveField> fields = new ArrayList<>();
    private final List<List<Integer>> readers = new ArrayList<>();

    /** The operation at an index writes the value numbered one higher. */
    private final List<Draft> drafts = new ArrayList<>();

    private Flattening(NetworkSpec network) {
        this.network = network;
    }

    /**
     * The network's operations.
     *
     * @throws InvalidNetworkException if a layer can't take what it reads
     */
    static List<Operation> of(NetworkSpec network) {
        var flattening = new Flattening(network);
        flattening.addValue(network.input(), ReceptiveField.POINT);
        flattening.add(network.layers(), "", 0);
        return flattening.operations();
    }

    private int addValue(Shape shape, ReceptiveField field) {
        shapes.add(shape);
        fields.add(field);
        readers.add(new ArrayList<>());
        return shapes.size() - 1;
    }

    /** Adds layers one behind another and returns the last one's value. */
    private int add(List<LayerSpec> layers, String prefix, int from) {
        int value = from;
        for (int index = 0; index < layers.size(); index++) {
            value = add(layers.get(index), prefix + index, value);
        }
        return value;
    }

    private int add(LayerSpec layer, String path, int from) {
        return switch (layer) {
            case Residual residual -> {
                int body = add(residual.body(), path + ".body.", from);
                int shortcut = add(residual.shortcut(), path + ".shortcut.", from);
                var branches = List.of(body, shortcut);
                yield add(path, layer, branches, () -> residual.sum(shapesOf(branches)));
            }
            case Concat concat -> {
                var branches = new ArrayList<Integer>();
                for (int branch = 0; branch < concat.branches().size(); branch++) {
                    branches.add(add(concat.branches().get(branch), path + ".branches." + branch + ".", from));
                }
                yield add(path, layer, branches, () -> concat.join(shapesOf(branches)));
            }
            default -> add(path, layer, List.of(from), () -> layer.outputShape(shapes.get(from)));
        };
    }

    private int add(String path, LayerSpec layer, List<Integer> reads, Supplier<Shape> output) {
        Shape shape;
        try {
            shape = output.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidNetworkException("%s: %s".formatted(place(path, layer, reads), e.getMessage()), e);
        }
        requireArrays(path, layer, reads);
        int index = drafts.size();
        drafts.add(new Draft(path, layer, List.copyOf(reads)));
        reads.forEach(value -> readers.get(value).add(index));
        var field = reads.stream()
                .map(value -> fields.get(value).after(layer, shapes.get(value), network.input()))
                .reduce(ReceptiveField::union)
                .orElseThrow();
        return addValue(shape, field);
    }

    private void requireArrays(String path, LayerSpec layer, List<Integer> reads) {
        for (var parameter : layer.parameters(shapes.get(reads.getFirst()))) {
            if (parameter.count() > LARGEST_ARRAY) {
                throw new InvalidNetworkException(String.format(
                        Locale.ROOT,
                        "%s: its %s has %,d values, more than the %,d that one array can hold; use smaller images, more pooling or fewer outputs",
                        place(path, layer, reads),
                        parameter.name(),
                        parameter.count(),
                        LARGEST_ARRAY));
            }
        }
    }

    private String place(String path, LayerSpec layer, List<Integer> reads) {
        var inputs = shapesOf(reads).stream().distinct().map(Shape::toString).toList();
        return "%s, layer %s %s, input %s"
                .formatted(network.name(), path, layer.describe(), String.join(" and ", inputs));
    }

    private List<Shape> shapesOf(List<Integer> values) {
        return values.stream().map(shapes::get).toList();
    }

    private List<Operation> operations() {
        var values = new ArrayList<Value>();
        for (int number = 0; number < shapes.size(); number++) {
            var field = fields.get(number);
            values.add(new Value(number, shapes.get(number), field.size(), field.jump(), readers.get(number)));
        }
        var operations = new ArrayList<Operation>();
        for (int index = 0; index < drafts.size(); index++) {
            var draft = drafts.get(index);
            operations.add(new Operation(
                    index,
                    draft.path(),
                    draft.spec(),
                    draft.reads().stream().map(values::get).toList(),
                    values.get(index + 1)));
        }
        return operations;
    }
}
