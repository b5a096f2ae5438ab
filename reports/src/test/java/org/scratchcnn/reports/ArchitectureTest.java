package org.scratchcnn.reports;

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
            .importPackages("org.scratchcnn.reports");

    @Test
    void knowsOnlyCoreAndRecords() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.scratchcnn..")
                        .and(resideOutsideOfPackages(
                                "org.scratchcnn.reports..", "org.scratchcnn.core..", "org.scratchcnn.records..")))
                .because("everything is drawn from records, never from an engine")
                .check(CLASSES);
    }

    @Test
    void usesNoForeignEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..")
                .because("everything is drawn from records, never from an engine")
                .check(CLASSES);
    }
}
