package org.scratchcnn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.DataSource;
import org.scratchcnn.ImageData;
import org.scratchcnn.Model;
import org.scratchcnn.datasets.file.MissingDataException;
import org.scratchcnn.inspect.LayerActivations;
import org.scratchcnn.inspect.LearnedFilters;
import org.scratchcnn.inspect.Mistakes;
import org.scratchcnn.reports.InspectionReport;
import org.scratchcnn.reports.chart.ContactSheet;
import org.scratchcnn.reports.inspect.Inspection;
import org.scratchcnn.reports.inspect.Inspection.Curve;
import org.scratchcnn.reports.inspect.InspectionSheets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn inspect}: what is in a model. */
@Command(
        name = "inspect",
        description =
                "Look into a trained model: a page, and pictures beside it. Without --filters, --activations, --curve and --mistakes, all that is possible is shown.",
        footer = {
            "",
            "For example:",
            "  ./cnn inspect shoe.safetensors sneaker.png",
            "  ./cnn inspect shoe.safetensors --activations sneaker.png --out look.html",
            "  ./cnn inspect photos.safetensors --mistakes --data photos/"
        })
final class InspectCommand implements Callable<Integer> {

    private static final String PAGE = ".html";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A file that ./cnn train wrote.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "IMAGE",
            description = "A PNG, JPEG, GIF or BMP file, whose activations are shown.")
    private @Nullable Path image;

    @Option(names = "--filters", description = "Show the filters of each convolution.")
    private boolean filters;

    @Option(names = "--activations", description = "Show what each layer makes of IMAGE.")
    private boolean activations;

    @Option(names = "--curve", description = "Show loss and accuracy by epoch.")
    private boolean curve;

    @Option(
            names = "--mistakes",
            description =
                    "Show the images that the model is most certain about, and wrong. They are taken from the data as by ./cnn evaluate.")
    private boolean mistakes;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE.html|FOLDER",
            description = "The page. Default: the name of the model's file with .html, in its folder.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        var console = Commands.commandLine(spec).getOut();
        var page = page();
        try (var model = Model.load(file)) {
            var inspection = new Inspection(name(), Inspection.summary(model), curve(model), sheets(model, console));
            if (inspection.curve().isEmpty() && inspection.sheets().isEmpty()) {
                throw new IllegalArgumentException(
                        file + " has nothing to see: no convolution and no training; name an IMAGE or --data");
            }
            InspectionReport.render(inspection, page).forEach(written -> console.println("Picture: " + written));
        }
        console.println("Page: " + page);
        console.flush();
        return 0;
    }

    private Path page() {
        if (out != null && !Files.isDirectory(out)) {
            if (!out.toString().endsWith(PAGE)) {
                throw new ParameterException(
                        Commands.commandLine(spec),
                        "--out names a page, such as look.html, or a folder that is there, but is " + out);
            }
            return out;
        }
        var name = name() + PAGE;
        return out == null ? file.resolveSibling(name) : out.resolve(name);
    }

    private String name() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.safetensors$", "");
    }

    private boolean everything() {
        return !filters && !activations && !curve && !mistakes;
    }

    private Optional<Curve> curve(Model model) {
        boolean trained = !model.history().epochs().isEmpty();
        if (curve && !trained) {
            throw new IllegalArgumentException(file + " has no learning curve: it was never trained for a whole epoch");
        }
        return trained && (curve || everything()) ? Optional.of(Curve.of(model.history())) : Optional.empty();
    }

    private List<ContactSheet> sheets(Model model, PrintWriter console) {
        var sheets = new ArrayList<ContactSheet>();
        filters(model).ifPresent(sheets::add);
        activations(model).ifPresent(sheets::add);
        mistakes(model, console).ifPresent(sheets::add);
        return sheets;
    }

    private Optional<ContactSheet> filters(Model model) {
        if (!filters && !everything()) {
            return Optional.empty();
        }
        var learned = LearnedFilters.of(model);
        if (learned.isEmpty() && filters) {
            throw new IllegalArgumentException("%s has no filters: its network, %s, has no convolution"
                    .formatted(file, model.network().spec().name()));
        }
        return learned.isEmpty() ? Optional.empty() : Optional.of(InspectionSheets.filters(learned));
    }

    private Optional<ContactSheet> activations(Model model) {
        if (image == null) {
            if (activations) {
                throw new ParameterException(
                        Commands.commandLine(spec), "Name an image whose activations are to be shown");
            }
            return Optional.empty();
        }
        var sample = model.prepare(image);
        return Optional.of(InspectionSheets.activations(
                String.valueOf(image.getFileName()),
                sample,
                model.input().orElseThrow(),
                model.predict(sample),
                model.classNames(),
                LayerActivations.of(model, sample)));
    }

    private Optional<ContactSheet> mistakes(Model model, PrintWriter console) {
        var trainedOn = model.trainedOn().map(DataSource::name);
        boolean possible = !model.classNames().isEmpty()
                && (data.name().isPresent() || trainedOn.flatMap(ImageData::set).isPresent());
        if (!mistakes && !(everything() && possible)) {
            return Optional.empty();
        }
        try {
            var images = data.load(trainedOn.orElse(null), model.input());
            images.skipped().forEach(console::println);
            var chosen = images.unseenBy(model);
            var input = chosen.input().orElseThrow();
            return Optional.of(InspectionSheets.mistakes(Mistakes.of(model, chosen, Mistakes.MOST), chosen, input));
        } catch (MissingDataException e) {
            if (mistakes) {
                throw e;
            }
            console.println("No mistakes are shown: " + e.getMessage());
            return Optional.empty();
        }
    }
}
