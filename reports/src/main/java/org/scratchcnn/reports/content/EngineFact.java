package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.Microbenchmark;

/**
 * Something that an engine was really running with.
 *
 * @param engine which, and in microbenchmarks that it was in those
 */
public record EngineFact(String engine, String name, String value) {

    /** What a run says. */
    public static List<EngineFact> of(EngineRun run) {
        var facts = of(run.engine(), run.jvm(), run.facts());
        facts.add(new EngineFact(
                run.engine(),
                "threads asked for",
                Integer.toString(run.options().threads())));
        return facts;
    }

    /** What a microbenchmark says; nothing if none of its forks was completed, or it is an old one. */
    public static List<EngineFact> of(Microbenchmark benchmark) {
        var facts = benchmark.facts();
        return facts == null ? List.of() : of(facts.engine() + ", microbenchmarks", benchmark.jvm(), facts);
    }

    private static List<EngineFact> of(String engine, @Nullable JvmFacts jvm, @Nullable EngineFacts itsFacts) {
        var facts = new ArrayList<EngineFact>();
        if (jvm != null) {
            facts.add(new EngineFact(engine, "JVM", "%s, %s".formatted(jvm.vm(), jvm.version())));
            facts.add(new EngineFact(engine, "JVM flags", String.join(" ", jvm.flags())));
        }
        if (itsFacts != null) {
            itsFacts.facts().forEach((name, value) -> facts.add(new EngineFact(engine, name, value)));
        }
        return facts;
    }
}
