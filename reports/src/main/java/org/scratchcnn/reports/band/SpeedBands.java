package org.scratchcnn.reports.band;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.band.SpeedCheck.Work;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.worker.record.CheckedInJson;
import org.scratchcnn.worker.record.ComparisonRecord;

/**
 * The speeds that were measured, by kind of machine. They are checked in as {@link #JSON}.
 *
 * @param machines one an entry
 */
public record SpeedBands(List<Entry> machines) {

    static final CheckedInJson<SpeedBands> JSON = new CheckedInJson<>("reports", SpeedBands.class, "speed-bands.json");

    /** A single run's intervals hold nothing of how it varies from run to run. */
    static final int FEWEST_RECORDS = 2;

    private static final String COMMAND = "./cnn compare --suite " + SpeedCheck.SUITE;
    private static final String MEASURE_AGAIN = "measure with " + COMMAND;

    /**
     * What was measured on one kind of machine.
     *
     * @param cpu that it was measured on
     * @param command that measured it
     * @param commits that were measured, one a record
     */
    public record Entry(MachineKind kind, String cpu, String command, List<String> commits, List<Band> bands) {

        public Entry {
            commits = List.copyOf(commits);
            bands = List.copyOf(bands);
        }

        /** What was measured here and there, of the same kind of machine. */
        private Entry widened(Entry other) {
            var widened = Stream.of(bands, other.bands())
                    .flatMap(List::stream)
                    .collect(Collectors.toMap(
                            band -> new Work(band.task(), band.baseline()),
                            band -> band,
                            Band::widened,
                            LinkedHashMap::new));
            return new Entry(
                    kind,
                    cpu.equals(other.cpu()) ? cpu : "%s; %s".formatted(cpu, other.cpu()),
                    command,
                    Stream.concat(commits.stream(), other.commits().stream()).toList(),
                    List.copyOf(widened.values()));
        }
    }

    /**
     * How many times as long a training step takes the baseline as it takes {@link SpeedCheck#ENGINE}.
     *
     * @param least lower end of the ratios' 95 % intervals
     * @param most upper end of the ratios' 95 % intervals
     */
    public record Band(String task, String baseline, double least, double most) {

        private Band widened(Band other) {
            return new Band(task, baseline, Math.min(least, other.least()), Math.max(most, other.most()));
        }
    }

    public SpeedBands {
        machines = List.copyOf(machines);
    }

    /** Those that are checked in. */
    public static SpeedBands checkedIn() {
        return JSON.resource();
    }

    /**
     * Writes what the records measured into the project's file.
     *
     * @param home the project's top folder
     * @param records at least {@link #FEWEST_RECORDS} of the suite {@code verify}, complete, all of one kind of machine
     * @param widens whether bands reach as far as those that the file has for that kind of machine, too; else they take
     *     their place
     * @return the file
     * @throws IllegalArgumentException if there are too few, if a record is of another suite, is incomplete, or does not
     *     say on what kind of machine it was measured, if none has a ratio, or if they are of different kinds
     * @throws IOException if the file can't be read or written
     */
    public static Path update(Path home, List<ComparisonRecord> records, boolean widens) throws IOException {
        var file = JSON.source(home);
        var measured = entry(records);
        var machines =
                new ArrayList<>(JSON.read(file, new SpeedBands(List.of())).machines());
        var known = machines.stream()
                .filter(other -> other.kind().equals(measured.kind()))
                .findFirst();
        known.ifPresent(machines::remove);
        machines.add(widens ? known.map(earlier -> earlier.widened(measured)).orElse(measured) : measured);
        JSON.write(file, new SpeedBands(machines));
        return file;
    }

    static Entry entry(List<ComparisonRecord> records) {
        records.forEach(SpeedBands::requireWholeSuite);
        long different = records.stream().distinct().count();
        if (different < FEWEST_RECORDS) {
            throw new IllegalArgumentException(
                    "Bands need at least %d different records, since ratios vary from run to run, but there is %d; measure again with %s"
                            .formatted(FEWEST_RECORDS, different, COMMAND));
        }
        var kinds = records.stream()
                .map(record -> MachineKind.of(record)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "The record of %s does not say which instructions and vectors the engine %s used; %s"
                                        .formatted(record.created(), SpeedCheck.ENGINE, MEASURE_AGAIN))))
                .distinct()
                .toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException("Bands are for one kind of machine, but the records are of %d: %s"
                    .formatted(
                            kinds.size(),
                            kinds.stream().map(MachineKind::describe).collect(Collectors.joining("; "))));
        }
        Map<Work, List<Estimate>> ratios = records.stream()
                .flatMap(record -> SpeedCheck.ratios(record).entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        if (ratios.isEmpty()) {
            throw new IllegalArgumentException("No record holds times of %s beside those of %s; %s"
                    .formatted(SpeedCheck.ENGINE, String.join(" or ", SpeedCheck.BASELINES), MEASURE_AGAIN));
        }
        var bands = ratios.entrySet().stream()
                .map(work -> new Band(
                        work.getKey().task(),
                        work.getKey().baseline(),
                        work.getValue().stream()
                                .mapToDouble(Estimate::lower)
                                .min()
                                .orElseThrow(),
                        work.getValue().stream()
                                .mapToDouble(Estimate::upper)
                                .max()
                                .orElseThrow()))
                .toList();
        var first = records.getFirst();
        return new Entry(
                kinds.getFirst(),
                first.machine().cpu(),
                first.commandWithoutFolders(),
                records.stream().map(record -> record.revision().commit()).toList(),
                bands);
    }

    private static void requireWholeSuite(ComparisonRecord record) {
        if (!SpeedCheck.SUITE.equals(record.suite())) {
            throw new IllegalArgumentException(
                    "The record of %s is of %s, but bands are made from records of the suite %s; %s"
                            .formatted(
                                    record.created(),
                                    record.suite() == null ? "no suite" : "the suite " + record.suite(),
                                    SpeedCheck.SUITE,
                                    MEASURE_AGAIN));
        }
        if (!record.complete()) {
            throw new IllegalArgumentException("The record of %s is incomplete, runs of the suite are missing; %s"
                    .formatted(record.created(), MEASURE_AGAIN));
        }
    }

    Optional<Band> band(MachineKind kind, Work work) {
        return bands(kind).stream()
                .filter(band ->
                        band.task().equals(work.task()) && band.baseline().equals(work.baseline()))
                .findFirst();
    }

    /** All bands of a kind of machine. */
    List<Band> bands(MachineKind kind) {
        return machines.stream()
                .filter(entry -> entry.kind().equals(kind))
                .flatMap(entry -> entry.bands().stream())
                .toList();
    }

    boolean know(MachineKind kind) {
        return machines.stream().anyMatch(entry -> entry.kind().equals(kind));
    }
}
