package org.scratchcnn.reports.band;

import java.util.Optional;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;

/**
 * What ratios of times depend on, other than the code.
 *
 * @param instructions the largest set of SIMD instructions that the JVM uses, for example {@code AVX-512}
 * @param vectorBits of the library's vectors, for example {@code 512}
 */
public record MachineKind(String instructions, String vectorBits, int cores) {

    /** The kind of machine that the record's engine {@code scratch} ran on; empty if its runs don't say. */
    static Optional<MachineKind> of(ComparisonRecord record) {
        return record.runs().stream()
                .filter(run -> run.engine().equals(SpeedCheck.ENGINE))
                .flatMap(run -> of(run, record.machine().cores()).stream())
                .findFirst();
    }

    private static Optional<MachineKind> of(EngineRun run, int cores) {
        var facts = run.facts();
        if (facts == null) {
            return Optional.empty();
        }
        var instructions = facts.facts().get(EngineFacts.INSTRUCTIONS);
        var vectorBits = facts.facts().get(EngineFacts.VECTOR_BITS);
        return instructions == null || vectorBits == null
                ? Optional.empty()
                : Optional.of(new MachineKind(instructions, vectorBits, cores));
    }

    /** For example {@code AVX-512, vectors of 512 bits, 2 cores}. */
    public String describe() {
        return "%s, vectors of %s bits, %d core%s".formatted(instructions, vectorBits, cores, cores == 1 ? "" : "s");
    }
}
