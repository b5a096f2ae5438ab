package org.scratchcnn.contract;

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
            .importPackages("org.scratchcnn.contract");

    @Test
    void knowsNoEngine() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.scratchcnn..")
                        .and(resideOutsideOfPackages(
                                "org.scratchcnn.contract..",
                                "org.scratchcnn.core..",
                                "org.scratchcnn.datasets..",
                                "org.scratchcnn.worker..",
                                "org.scratchcnn.records..")))
                .because("each engine's module brings its engines to the contract")
                .check(CLASSES);
    }
}
