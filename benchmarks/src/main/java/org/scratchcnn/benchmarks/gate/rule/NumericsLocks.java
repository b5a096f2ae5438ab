package org.scratchcnn.benchmarks.gate.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.LossKey;

/**
 * The locks of both revisions.
 *
 * @param base absent where the base has none, or none that can be read
 * @param head absent where the head has none
 */
public record NumericsLocks(
        @Nullable NumericsLock base, @Nullable NumericsLock head) {

    /** Neither revision has one. */
    public static final NumericsLocks NONE = new NumericsLocks(null, null);

    /** Whether the head's lock says something else than the base's; it does not where the base has none. */
    public boolean differ() {
        return base != null && !base.equals(head);
    }

    /**
     * What the base's lock holds a benchmark to and the head's no longer does, in a few words; empty where it still does.
     * Lines of other processors, vectors and JDKs may go where the head's lock was written anew with other losses: nobody
     * could measure them there.
     */
    public Optional<String> lost(String benchmark) {
        if (base == null) {
            return Optional.empty();
        }
        if (base.costs().containsKey(benchmark)
                && (head == null || !head.costs().containsKey(benchmark))) {
            return Optional.of("%s has lost the costs that the base's has".formatted(NumericsLock.FILE));
        }
        var before = base.losses(benchmark);
        var after = head == null ? Map.<LossKey, List<Long>>of() : head.losses(benchmark);
        boolean writtenAnew = !before.entrySet().containsAll(after.entrySet());
        return writtenAnew
                ? Optional.empty()
                : before.keySet().stream()
                        .filter(key -> !after.containsKey(key))
                        .findFirst()
                        .map(key -> "%s has lost the losses for %s that the base's has"
                                .formatted(NumericsLock.FILE, key.conditions()));
    }
}
