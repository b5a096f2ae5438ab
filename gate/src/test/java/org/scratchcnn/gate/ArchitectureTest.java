package org.scratchcnn.gate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.scratchcnn.gate");

    @Test
    void forksUseOnlyWhatEveryRevisionHas() {
        classes()
                .that()
                .resideInAPackage("org.scratchcnn.gate.fork")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.scratchcnn.gate.fork",
                        "org.scratchcnn.core..",
                        "org.scratchcnn.scratch..",
                        "org.jspecify.annotations",
                        "com.sun.management",
                        "java..")
                .because("the same measuring code runs on the class path of any revision")
                .check(CLASSES);
    }

    @Test
    void rulesKnowNoClocksFilesOrProcesses() {
        noClasses()
                .that()
                .resideInAPackage("org.scratchcnn.gate.rule")
                .should()
                .dependOnClassesThat(resideInAPackage("org.scratchcnn..")
                        .and(resideOutsideOfPackages("org.scratchcnn.gate.rule", "org.scratchcnn.reports.statistics"))
                        .or(resideInAPackage("java.io"))
                        .or(resideInAPackage("java.nio.."))
                        .or(resideInAPackage("java.time..")))
                .because("verdicts are tested by the thousand, without measuring")
                .check(CLASSES);
    }

    @Test
    void launchingAForkWritesNoFile() {
        noClasses()
                .that()
                .haveNameMatching(".*\\.revision\\.(Fork.*|LastLine)")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Files.class, FileOutputStream.class, FileWriter.class)
                .orShould()
                .callMethod(ProcessBuilder.class, "redirectError", File.class)
                .orShould()
                .callMethod(ProcessBuilder.class, "redirectError", ProcessBuilder.Redirect.class)
                .because("a gate that is stopped would leave it behind")
                .check(CLASSES);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching("org.scratchcnn.gate.(*)..").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("org.scratchcnn.gate.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.scratchcnn.gate")
                .check(CLASSES);
    }

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
}
