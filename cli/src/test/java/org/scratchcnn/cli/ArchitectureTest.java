package org.scratchcnn.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which way dependencies run, in all modules. Foreign engines are read from their folders, since nothing links them. */
class ArchitectureTest {

    private static final String[] LIBRARY = {
        "org.scratchcnn.network..",
        "org.scratchcnn.engine..",
        "org.scratchcnn.kernel..",
        "org.scratchcnn.layer..",
        "org.scratchcnn.loss..",
        "org.scratchcnn.optim..",
        "org.scratchcnn.plan..",
        "org.scratchcnn.train.."
    };

    /** The packages of module model: the outermost one is what people import. */
    private static final String[] MODEL = {
        "org.scratchcnn",
        "org.scratchcnn.check..",
        "org.scratchcnn.file..",
        "org.scratchcnn.inspect..",
        "org.scratchcnn.json.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPaths(Stream.of(
                            "scratch-cnn",
                            "datasets",
                            "model",
                            "worker",
                            "dl4j-reference",
                            "pytorch-reference",
                            "reports",
                            "benchmarks",
                            "cli")
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    @Test
    void modulesDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("scratch-cnn")
                .definedBy(LIBRARY)
                .layer("datasets")
                .definedBy("org.scratchcnn.datasets..")
                .layer("model")
                .definedBy(MODEL)
                .layer("worker")
                .definedBy("org.scratchcnn.worker..")
                .layer("dl4j-reference")
                .definedBy("org.scratchcnn.dl4j..")
                .optionalLayer("pytorch-reference")
                .definedBy("org.scratchcnn.pytorch..")
                .layer("reports")
                .definedBy("org.scratchcnn.reports..")
                .layer("benchmarks")
                .definedBy("org.scratchcnn.benchmarks..")
                .layer("cli")
                .definedBy("org.scratchcnn.cli..")
                .whereLayer("scratch-cnn")
                .mayNotAccessAnyLayer()
                .whereLayer("datasets")
                .mayOnlyAccessLayers("scratch-cnn")
                .whereLayer("model")
                .mayOnlyAccessLayers("scratch-cnn", "datasets")
                .whereLayer("worker")
                .mayOnlyAccessLayers("scratch-cnn", "datasets", "model")
                .whereLayer("dl4j-reference")
                .mayOnlyAccessLayers("scratch-cnn", "datasets", "model", "worker")
                .whereLayer("pytorch-reference")
                .mayOnlyAccessLayers("scratch-cnn", "datasets", "model", "worker")
                .whereLayer("reports")
                .mayOnlyAccessLayers("scratch-cnn", "datasets", "model", "worker")
                .whereLayer("benchmarks")
                .mayOnlyAccessLayers("scratch-cnn", "datasets", "model", "worker", "reports")
                .whereLayer("cli")
                .mayOnlyAccessLayers("scratch-cnn", "datasets", "model", "worker", "reports", "benchmarks")
                .check(CLASSES);
    }

    @Test
    void theLibraryNeedsTheJdkAlone() {
        classes()
                .that(resideInAnyPackage(LIBRARY))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(LIBRARY)
                        .or(resideInAnyPackage("java..", "javax..", "jdk..", "com.sun.management..", "org.jspecify..")))
                .because("it is written from scratch")
                .check(CLASSES);
    }

    @Test
    void theLibrarysPackagesDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("network")
                .definedBy("org.scratchcnn.network..")
                .layer("engine")
                .definedBy("org.scratchcnn.engine..")
                .layer("kernel")
                .definedBy("org.scratchcnn.kernel..")
                .layer("layer")
                .definedBy("org.scratchcnn.layer..")
                .layer("loss")
                .definedBy("org.scratchcnn.loss..")
                .layer("optim")
                .definedBy("org.scratchcnn.optim..")
                .layer("plan")
                .definedBy("org.scratchcnn.plan..")
                .layer("train")
                .definedBy("org.scratchcnn.train..")
                .whereLayer("network")
                .mayNotAccessAnyLayer()
                .whereLayer("engine")
                .mayOnlyAccessLayers("network")
                .whereLayer("kernel")
                .mayOnlyAccessLayers("network", "engine")
                .whereLayer("layer")
                .mayOnlyAccessLayers("network", "engine", "kernel")
                .whereLayer("loss")
                .mayOnlyAccessLayers("network", "engine", "kernel")
                .whereLayer("optim")
                .mayOnlyAccessLayers("network", "engine", "kernel")
                .whereLayer("plan")
                .mayOnlyAccessLayers("network", "engine", "kernel", "layer", "loss", "optim")
                .whereLayer("train")
                .mayOnlyAccessLayers("network", "engine", "kernel", "layer", "loss", "optim", "plan")
                .check(CLASSES);
    }

    @Test
    void onlyPackagesNamedVectorUseTheIncubator() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..vector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .because("everything else must run where the incubator module is missing")
                .check(CLASSES);
    }

    @Test
    void reportsAreDrawnFromRecordsAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.scratchcnn.reports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.scratchcnn.kernel..", "org.scratchcnn.plan..", "org.scratchcnn.train..")
                .because("a report never opens an engine")
                .check(CLASSES);
    }

    @Test
    void foreignEnginesAreLaunchedNotLinked() {
        noClasses()
                .that(not(resideInAnyPackage("org.scratchcnn.dl4j..", "org.scratchcnn.pytorch..", "org.nd4j..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..")
                .because("their native libraries clash, and one process holds one engine")
                .check(CLASSES);
    }

    @Test
    void theGatesForksUseTheLibraryAlone() {
        classes()
                .that()
                .resideInAPackage("org.scratchcnn.benchmarks.gate.fork")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(LIBRARY)
                        .or(resideInAnyPackage(
                                "org.scratchcnn.benchmarks.gate.fork",
                                "org.jspecify.annotations",
                                "com.sun.management",
                                "java..")))
                .because("the same measuring code runs on the class path of any revision")
                .check(CLASSES);
    }

    @Test
    void theGatesRulesKnowNoClocksFilesOrProcesses() {
        noClasses()
                .that()
                .resideInAPackage("org.scratchcnn.benchmarks.gate.rule")
                .should()
                .dependOnClassesThat(resideInAPackage("org.scratchcnn..")
                        .and(resideOutsideOfPackages(
                                "org.scratchcnn.benchmarks.gate.rule", "org.scratchcnn.reports.statistics"))
                        .or(resideInAnyPackage("java.io", "java.nio..", "java.time..")))
                .because("verdicts are tested by the thousand, without measuring")
                .check(CLASSES);
    }

    @Test
    void packagesOfAModuleAreFreeOfCycles() {
        for (var module : new String[] {"datasets", "benchmarks", "benchmarks.gate", "reports"}) {
            slices().matching("org.scratchcnn." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(CLASSES);
        }
    }
}
