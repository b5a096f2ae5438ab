package org.scratchcnn.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.scratchcnn.benchmarks");

    @Test
    void linksNoForeignEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.scratchcnn.dl4j..",
                        "org.scratchcnn.pytorch..",
                        "org.deeplearning4j..",
                        "org.nd4j..",
                        "org.bytedeco..")
                .because("foreign engines are launched, not linked")
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
    void knowsOnlyItsFoundations() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.scratchcnn..")
                        .and(resideOutsideOfPackages(
                                "org.scratchcnn.benchmarks..",
                                "org.scratchcnn.core..",
                                "org.scratchcnn.datasets..",
                                "org.scratchcnn.records..",
                                "org.scratchcnn.scratch..",
                                "org.scratchcnn.worker..")))
                .because("data flows from the engines to the reports and never back")
                .check(CLASSES);
    }
}
