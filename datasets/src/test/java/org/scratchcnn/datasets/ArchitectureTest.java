package org.scratchcnn.datasets;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.scratchcnn.datasets");

    @Test
    void knowsOnlyItsFoundations() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.scratchcnn..")
                        .and(resideOutsideOfPackages("org.scratchcnn.datasets..", "org.scratchcnn.core..")))
                .because("data sets know no engine")
                .check(CLASSES);
    }

    @Test
    void packagesDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("file")
                .definedBy("org.scratchcnn.datasets.file")
                .layer("sample")
                .definedBy("org.scratchcnn.datasets.sample")
                .layer("generate")
                .definedBy("org.scratchcnn.datasets.generate")
                .layer("loading")
                .definedBy("org.scratchcnn.datasets")
                .whereLayer("file")
                .mayNotAccessAnyLayer()
                .whereLayer("sample")
                .mayOnlyAccessLayers("file")
                .whereLayer("generate")
                .mayOnlyAccessLayers("file", "sample")
                .check(CLASSES);
    }
}
