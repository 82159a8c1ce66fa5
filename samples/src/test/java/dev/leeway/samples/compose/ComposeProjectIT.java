package dev.leeway.samples.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Shared;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A project of Compose brought up twice, and one whose files were edited behind its containers. */
@ResourceLock(Shared.ENGINE)
@Order(Shared.EARLY + 1)
class ComposeProjectIT {
    private static final String LESS = "LOG_LEVEL=info\n";
    private static final String SAME = LESS + "PAYMENT_TIMEOUT=30s\n";

    @TempDir
    Path scratch;

    private Project project;

    @BeforeEach
    void bringUp() throws IOException, InterruptedException {
        project = Project.in(scratch);
        project.up();
    }

    @AfterEach
    void remove() throws IOException, InterruptedException {
        if (project != null) {
            project.remove();
        }
    }

    private Taken taken(String environment) throws IOException, InterruptedException {
        return Taken.with(
                Program.agent(),
                scratch,
                "--environment",
                environment,
                "--only",
                "container,image,process,env,config,network,connection,dependency,package");
    }

    /** The causes that ask for attention and have to do with the service of this test; others may use the engine meanwhile. */
    private List<Cause> causes(Taken staging, Taken prod) throws IOException, InterruptedException {
        Compared compared = Compared.of(scratch, staging.file(), prod.file());
        Set<String> own = compared.report().drifts().stream()
                .filter(drift -> drift.scope().name().equals(Project.SERVICE))
                .map(Drift::id)
                .collect(Collectors.toSet());
        return compared.report().causes().stream()
                .filter(cause -> cause.disposition() != Disposition.WITHIN_LEEWAY)
                .filter(cause -> cause.drifts().stream().anyMatch(own::contains))
                .toList();
    }

    @Test
    void reportsExactlyTheFourThingsThatWereChanged() throws Exception {
        Taken staging = taken("staging");
        assertThat(causes(staging, taken("prod"))).as("nothing changed").isEmpty();

        project.write("512m", "18861", LESS);
        project.tag("second");
        project.up();
        assertThat(causes(staging, taken("prod"))).as("all but the port").hasSize(3);

        project.write("512m", "18862", LESS);
        project.up();
        List<String> told =
                causes(staging, taken("prod")).stream().map(Cause::summary).toList();
        assertThat(told).as("all four").hasSize(4);
        assertThat(told)
                .anyMatch(line -> line.contains(
                        "the container in prod has no PAYMENT_TIMEOUT; no Compose file there speaks of it,"
                                + " and staging's container has it (web.env:2)"))
                .anyMatch(line -> line.contains("18861") && line.contains("18862"))
                .anyMatch(line -> line.contains("memory") && line.contains("256") && line.contains("512"))
                .anyMatch(line -> line.contains("image"));
    }

    @Tag("thorough")
    @Test
    void reportsFilesEditedBehindAContainerAsOneCause() throws Exception {
        Taken staging = taken("staging");
        project.write("512m", "18862", SAME.replace("30s", "45s") + "RETRIES=3\n");
        List<Cause> told = causes(staging, taken("prod"));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(told.get(0).summary())
                .isEqualTo(Project.SERVICE
                        + " in prod is not what its Compose files say: the container has no RETRIES, which web.env:3"
                        + " promises; the container has PAYMENT_TIMEOUT=30s, web.env:2 says 45s; the container publishes"
                        + " port 8080/tcp at 18861, docker-compose.yml:9 says 18862; the container has a memory limit of"
                        + " 256 MiB, docker-compose.yml:10 says 512 MiB");

        project.up();
        assertThat(causes(taken("staging"), taken("prod")))
                .as("brought up again")
                .isEmpty();
    }
}
