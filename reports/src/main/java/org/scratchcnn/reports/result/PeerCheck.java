package org.scratchcnn.reports.result;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.reports.result.KnownThroughputs.Entry;
import org.scratchcnn.reports.result.KnownThroughputs.Throughput;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.suite.Peer;
import org.scratchcnn.worker.record.ComparisonRecord;

/** Whether peers are held against the throughput that is known of them on such machines. */
public sealed interface PeerCheck {

    /** They are, by what is known for this class of machines. */
    record Against(Entry entry) implements PeerCheck {}

    /**
     * They are not.
     *
     * @param why in a few words
     */
    record NotDone(String why) implements PeerCheck {}

    /** By cores, vectors, and the peak that was read beside the runs. */
    static PeerCheck of(ComparisonRecord record) {
        int cores = record.machine().cores();
        var vectorBits = record.runs().stream()
                .flatMap(run -> Stream.ofNullable(run.facts()))
                .flatMap(facts -> Stream.ofNullable(facts.facts().get(EngineFacts.VECTOR_BITS)))
                .filter(bits -> bits.matches("\\d+"))
                .findFirst();
        if (vectorBits.isEmpty()) {
            return new NotDone("no run says how long the library's vectors are, which a machine's class goes by");
        }
        var peak = Peak.of(record, cores);
        if (peak.isEmpty()) {
            return new NotDone(
                    "the peak was not read on all cores, which a machine's class goes by; measure with --threads "
                            + cores);
        }
        var machines = KnownThroughputs.checkedIn().machines();
        return machines.stream()
                .filter(known -> known.machine()
                        .contains(
                                cores,
                                Integer.parseInt(vectorBits.get()),
                                peak.get().median()))
                .findFirst()
                .<PeerCheck>map(Against::new)
                .orElseGet(() -> new NotDone("another class of machine than is known (%s)"
                        .formatted(machines.stream()
                                .map(known -> known.machine().title())
                                .collect(Collectors.joining("; ")))));
    }

    /** What a peer is known for on a row's task and operation. */
    default Optional<Throughput> known(Headline.Row row, Peer peer) {
        return switch (this) {
            case Against(var entry) -> entry.of(row, peer);
            case NotDone _ -> Optional.empty();
        };
    }
}
