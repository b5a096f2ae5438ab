package org.scratchcnn.pytorch;

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
            .importPackages("org.scratchcnn.pytorch");

    @Test
    void knowsOnlyItsFoundations() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.scratchcnn..")
                        .and(resideOutsideOfPackages(
                                "org.scratchcnn.pytorch..",
                                "org.scratchcnn.core..",
                                "org.scratchcnn.datasets..",
                                "org.scratchcnn.worker..",
                                "org.scratchcnn.records..")))
                .because("an engine meets the others only through core")
                .check(CLASSES);
    }
}
