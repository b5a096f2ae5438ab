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
    void packagesDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("kernel")
                .definedBy("org.scratchcnn.scratch.kernel..")
                .layer("layer")
                .definedBy("org.scratchcnn.scratch.layer..")
                .layer("loss")
                .definedBy("org.scratchcnn.scratch.loss..")
                .layer("optim")
                .definedBy("org.scratchcnn.scratch.optim..")
                .layer("model")
                .definedBy("org.scratchcnn.scratch.model..")
                .layer("train")
                .definedBy("org.scratchcnn.scratch.train..")
                .whereLayer("kernel")
                .mayNotAccessAnyLayer()
                .whereLayer("layer")
                .mayOnlyAccessLayers("kernel")
                .whereLayer("loss")
                .mayOnlyAccessLayers("kernel")
                .whereLayer("optim")
                .mayOnlyAccessLayers("kernel")
                .whereLayer("model")
                .mayOnlyAccessLayers("kernel", "layer", "loss", "optim")
                .whereLayer("train")
                .mayOnlyAccessLayers("kernel", "layer", "loss", "optim", "model")
                .check(CLASSES);
    }
}
