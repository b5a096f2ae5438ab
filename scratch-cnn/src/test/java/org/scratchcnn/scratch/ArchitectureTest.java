package org.scratchcnn.scratch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.scratchcnn.scratch");

    @Test
    void needsCoreAndTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.scratchcnn.scratch..",
                        "org.scratchcnn.core..",
                        "java..",
                        "javax..",
                        "jdk..",
                        "com.sun.management..",
                        "org.jspecify..")
                .because("the library is written from scratch")
                .allowEmptyShould(true)
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
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packagesDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("kernel")
                .definedBy("org.scratchcnn.scratch.kernel..")
                .layer("parts")
                .definedBy(
                        "org.scratchcnn.scratch.layer..",
                        "org.scratchcnn.scratch.loss..",
                        "org.scratchcnn.scratch.optim..")
                .layer("model")
                .definedBy("org.scratchcnn.scratch.model..")
                .layer("train")
                .definedBy("org.scratchcnn.scratch.train..")
                .whereLayer("kernel")
                .mayNotAccessAnyLayer()
                .whereLayer("parts")
                .mayOnlyAccessLayers("kernel")
                .whereLayer("model")
                .mayOnlyAccessLayers("kernel", "parts")
                .whereLayer("train")
                .mayOnlyAccessLayers("kernel", "parts", "model")
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
