package dev.leeway.collector.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Lifecycle.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");

    private static Instant day(int day) {
        return FIRST.plus(Duration.ofDays(day));
    }

    private static Turn turn(double day, Standing standing) {
        return new Turn(FIRST.plusSeconds(Math.round(day * 86_400)), standing, standing == Standing.THERE ? "x" : "");
    }

    private static Course course(Turn... turns) {
        return new Course(List.of(turns));
    }

    @Test
    void tellsWhatCameSinceFromWhatWasThere() {
        Course course = course(turn(0, Standing.GONE), turn(3, Standing.THERE));

        assertThat(course.at(day(5), day(2))).isEqualTo(new Lifecycle(Stage.NEW, Optional.of(day(3))));
        assertThat(course.at(day(5), day(4))).isEqualTo(new Lifecycle(Stage.OPEN, Optional.of(day(3))));
        assertThat(course.at(day(2), day(1))).isEqualTo(Lifecycle.UNTRACKED);
    }

    @Test
    void keepsTheAgeOfWhatWasAwayForOneNight() {
        Course course = course(turn(0, Standing.THERE), turn(4, Standing.GONE), turn(5, Standing.THERE));

        assertThat(course.at(day(6), day(4)))
                .isEqualTo(new Lifecycle(Stage.REOPENED, Optional.of(day(0)), 1, Optional.of(day(5))));
        assertThat(course.at(day(6), day(5)).stage()).isEqualTo(Stage.OPEN);
    }

    @Test
    void beginsAnewWhatComesBackAsAnother() {
        Course course =
                course(turn(0, Standing.THERE), turn(4, Standing.GONE), new Turn(day(5), Standing.THERE, "another"));

        assertThat(course.at(day(6), day(4)).firstSeen()).contains(day(5));
    }

    @Test
    void forgetsWhatWasAwayForThreeWeeks() {
        Course course = course(turn(0, Standing.THERE), turn(1, Standing.GONE), turn(22, Standing.THERE));

        assertThat(course.at(day(23), day(21))).isEqualTo(new Lifecycle(Stage.NEW, Optional.of(day(22))));
    }

    @Test
    void passesOverWhatArrivalsOfOneNightTell() {
        Course course = course(
                turn(0, Standing.GONE), turn(1, Standing.THERE), turn(1.01, Standing.GONE), turn(2, Standing.THERE));

        assertThat(course.at(day(3), day(0)))
                .as("one side was patched some minutes before the other, which is no coming and going")
                .isEqualTo(new Lifecycle(Stage.NEW, Optional.of(day(2))));
    }

    @Test
    void doesNotTakeTheUnseenForGone() {
        Course course = course(turn(0, Standing.THERE), turn(1, Standing.UNSEEN), turn(9, Standing.THERE));

        assertThat(course.at(day(10), day(8))).isEqualTo(new Lifecycle(Stage.OPEN, Optional.of(day(0))));
        assertThat(course.at(day(5), day(4)).firstSeen()).contains(day(0));
    }

    @Test
    void countsHowOftenSomethingComesBack() {
        List<Turn> turns = new ArrayList<>();
        for (int night = 0; night < 8; night++) {
            turns.add(turn(night, night % 2 == 0 ? Standing.THERE : Standing.GONE));
        }
        assertThat(new Course(turns).at(day(6), day(5)).returns()).isEqualTo(3);
    }
}
