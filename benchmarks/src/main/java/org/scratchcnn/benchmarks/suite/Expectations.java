package org.scratchcnn.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.reports.content.Provenance;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.CheckedInJson;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * What was measured before on kinds of machine, checked in: how many times as fast the library is usually, and what its
 * peers come to where nothing handicaps them.
 *
 * @param measurements several may be of one kind of machine
 */
public record Expectations(List<Measurement> measurements) {

    static final CheckedInJson<Expectations> JSON =
            new CheckedInJson<>("benchmarks", Expectations.class, "expectations.json");

    public Expectations {
        measurements = List.copyOf(measurements);
    }

    /**
     * What ratios of times depend on, other than the code.
     *
     * @param instructions the largest set of SIMD instructions that the JVM uses, for example {@code AVX-512}
     * @param vectorBits of the library's vectors
     */
    record Kind(String instructions, String vectorBits, int cores) {

        /** The kind of machine that the record's engine {@code scratch} ran on; empty if its runs don't say. */
        static Optional<Kind> of(ComparisonRecord record) {
            return record.runs().stream()
                    .filter(run -> run.engine().equals(EngineNames.SCRATCH))
                    .flatMap(run -> Stream.ofNullable(run.facts()))
                    .flatMap(of -> Stream.ofNullable(of.facts().get(EngineFacts.INSTRUCTIONS))
                            .flatMap(instructions -> Stream.ofNullable(
                                            of.facts().get(EngineFacts.VECTOR_BITS))
                                    .map(bits -> new Kind(
                                            instructions, bits, record.machine().cores()))))
                    .findFirst();
        }

        /** For example {@code AVX-512, vectors of 512 bits, 2 cores}. */
        String title() {
            return instructions + ", vectors of " + vectorBits + " bits, " + cores + (cores == 1 ? " core" : " cores");
        }
    }

    /**
     * What one suite measured on one machine.
     *
     * @param from the command and the commits, in words
     * @param ratios of the suite {@code verify}
     * @param throughputs of the suite {@code headline}
     */
    record Measurement(Kind kind, String cpu, String from, List<Range> ratios, List<Throughput> throughputs) {

        Measurement {
            ratios = List.copyOf(ratios);
            throughputs = List.copyOf(throughputs);
        }

        private boolean replaces(Measurement older) {
            return kind.equals(older.kind) && cpu.equals(older.cpu) && ratios.isEmpty() == older.ratios.isEmpty();
        }
    }

    /**
     * How many times as long a training step takes the baseline as it takes the library.
     *
     * @param least lower end of the ratios' 95 % intervals
     * @param most upper end of the ratios' 95 % intervals
     */
    record Range(String task, String baseline, double least, double most) {

        private Range widened(Range other) {
            return new Range(task, baseline, Math.min(least, other.least()), Math.max(most, other.most()));
        }
    }

    /**
     * What a peer does.
     *
     * @param task its name
     * @param perSecond images or points, at that batch size; one by one where single ones are computed
     */
    record Throughput(String task, int batchSize, Operation operation, Peer peer, double perSecond) {}

    /** Those that are checked in. */
    static Expectations checkedIn() {
        return JSON.resource();
    }

    boolean know(Kind kind) {
        return of(kind).findAny().isPresent();
    }

    /** The usual ratios on that kind of machine: as wide as all its machines have them together. */
    List<Range> ratios(Kind kind) {
        return widest(of(kind).flatMap(measured -> measured.ratios().stream()));
    }

    private static List<Range> widest(Stream<Range> ranges) {
        return List.copyOf(ranges.collect(Collectors.toMap(
                        range -> List.of(range.task(), range.baseline()),
                        range -> range,
                        Range::widened,
                        LinkedHashMap::new))
                .values());
    }

    /** What the peer comes to at least on that kind of machine, that is on its slowest one; empty if nobody knows. */
    OptionalDouble perSecond(Kind kind, Headline.Row row, Peer peer) {
        return of(kind).flatMap(measured -> measured.throughputs().stream())
                .filter(known -> known.equals(new Throughput(
                        row.task().name(),
                        row.task().training().batchSize(),
                        row.operation(),
                        peer,
                        known.perSecond())))
                .mapToDouble(Throughput::perSecond)
                .min();
    }

    private Stream<Measurement> of(Kind kind) {
        return measurements.stream().filter(measured -> measured.kind().equals(kind));
    }

    /**
     * Writes what records measured into the project's file, in the place of what it has of the same machine.
     *
     * @param home the project's top folder
     * @param records complete ones of one machine: two or more of the suite {@code verify} for the ratios, any of the
     *     suite {@code headline} for the throughputs of peers
     * @return the file
     * @throws IllegalArgumentException if a record can't be used, or nothing follows from them
     * @throws IOException if the file can't be read or written
     */
    public static Path update(Path home, List<ComparisonRecord> records) throws IOException {
        var file = JSON.source(home);
        var measured = measured(records);
        var others = JSON.read(file, new Expectations(List.of())).measurements().stream()
                .filter(older -> measured.stream().noneMatch(newer -> newer.replaces(older)));
        JSON.write(
                file, new Expectations(Stream.concat(others, measured.stream()).toList()));
        return file;
    }

    static List<Measurement> measured(List<ComparisonRecord> records) {
        var verified = ofSuite(records, Verify.NAME);
        var headlines = ofSuite(records, Headline.NAME);
        var kind = records.stream().map(Kind::of).findFirst().flatMap(first -> first);
        var cpu = records.getFirst().machine().cpu();
        if (verified.size() + headlines.size() < records.size()
                || verified.stream().distinct().count() == 1
                || kind.isEmpty()
                || !records.stream()
                        .allMatch(record -> Kind.of(record).equals(kind)
                                && record.machine().cpu().equals(cpu))) {
            throw new IllegalArgumentException(
                    "Expectations are made from complete records of one machine: of the suite %s two or more different ones, since ratios vary from run to run, and of the suite %s any number; these are others"
                            .formatted(Verify.NAME, Headline.NAME));
        }
        var ranges = verified.stream()
                .flatMap(record -> Verify.ratios(record, List.of()).stream())
                .flatMap(ratio -> ratio.value().stream()
                        .map(value ->
                                new Range(ratio.task().task().name(), ratio.baseline(), value.lower(), value.upper())));
        var throughputs = Headline.ROWS.stream()
                .flatMap(row -> row.peers().flatMap(peer -> throughput(headlines, row, peer).stream()))
                .toList();
        var measured = new ArrayList<Measurement>();
        if (!verified.isEmpty()) {
            measured.add(new Measurement(kind.get(), cpu, from(verified), widest(ranges), List.of()));
        }
        if (!throughputs.isEmpty()) {
            measured.add(new Measurement(kind.get(), cpu, from(headlines), List.of(), throughputs));
        }
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("No peer was started often enough for a verdict in these records");
        }
        return measured;
    }

    private static List<ComparisonRecord> ofSuite(List<ComparisonRecord> records, String suite) {
        return records.stream()
                .filter(record -> record.complete() && suite.equals(record.suite()))
                .toList();
    }

    /** The slowest record's, so that none of them would be refused; empty if no record has a time without a doubt. */
    private static Optional<Throughput> throughput(List<ComparisonRecord> records, Headline.Row row, Peer peer) {
        return records.stream()
                .flatMap(record -> Headline.peerTimes(record, row, peer).stream())
                .filter(times -> Doubt.about(times).isEmpty())
                .map(times -> 1_000 * row.samples() / times.median())
                .min(Double::compare)
                .map(perSecond -> new Throughput(
                        row.task().name(), row.task().training().batchSize(), row.operation(), peer, perSecond));
    }

    /** For example {@code ./cnn bench --set headline at 882d1a9, 6398abc}. */
    private static String from(List<ComparisonRecord> records) {
        return records.getFirst().command()
                + " at "
                + records.stream().map(Provenance::commit).distinct().collect(Collectors.joining(", "));
    }
}
