package dev.leeway.samples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/samples/"))
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.leeway");

    /** Code that breaks every boundary once; compiled with the tests, never with the product. */
    private static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(location -> location.contains("/samples/") && location.contains("planted"))
            .importPackages("dev.leeway");

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.leeway.samples.architecture.Boundary#all")
    void holdsForTheProduct(Boundary boundary) {
        assertThat(broken(boundary, PRODUCT)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.leeway.samples.architecture.Boundary#all")
    void isSeenToFailOnPlantedClasses(Boundary boundary) {
        for (EvaluationResult result : boundary.evaluate(PLANTED)) {
            assertThat(result.hasViolation())
                    .as(result.getFailureReport().toString())
                    .isTrue();
        }
    }

    @Test
    void looksAtEnoughClassesToMeanSomething() {
        assertThat(PRODUCT.stream().map(type -> type.getPackageName()).distinct())
                .hasSizeGreaterThan(10)
                .contains("dev.leeway.schema.fact", "dev.leeway.agent.spi", "dev.leeway.collector.version");
        assertThat(PRODUCT).hasSizeGreaterThan(150);
    }

    private static List<String> broken(Boundary boundary, JavaClasses classes) {
        List<String> broken = new ArrayList<>();
        boundary.evaluate(classes)
                .forEach(result -> broken.addAll(result.getFailureReport().getDetails()));
        return broken;
    }
}
