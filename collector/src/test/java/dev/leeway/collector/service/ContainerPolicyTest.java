package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shipped policy says of containers and their images. */
class ContainerPolicyTest {
    private static final String WEB = "container[shop-web]";
    private static final String IMAGE = "image[shop-web]";

    private static Value tag(String tag) {
        return new Value.Version(tag, VersionScheme.GENERIC);
    }

    private static Compared images(String tag, String content, String otherTag, String otherContent) {
        return side("staging", host("a").section(IMAGE, facts(tag, content)))
                .and("prod", host("b").section(IMAGE, facts(otherTag, otherContent)));
    }

    private static Object[] facts(String tag, String content) {
        return new Object[] {
            "tag",
            tag(tag),
            "content",
            "sha256:" + content,
            "digest",
            "sha256:d" + content,
            "id",
            "sha256:i" + content,
            "label[org.opencontainers.image.revision]",
            content,
            "size",
            new Value.Size(content.length() * 1_000L)
        };
    }

    private static List<String> differing(String path, Object one, Object other) {
        return lines(side("staging", host("a").section(WEB, path, one))
                .and("prod", host("b").section(WEB, path, other))
                .report());
    }

    @Test
    void tellsANameThatWasFixedForOneContainerAlone() {
        String name = "extra-host[payments.example]";
        Compared fixed = side("dev", host("d").section(WEB, "state", "running", name, "192.0.2.9"))
                .and("staging", host("a").section(WEB, "state", "running"))
                .and("prod", host("b").section(WEB, "state", "running", name, "192.0.2.7"));
        Compared guarded = side("staging", host("a").section(WEB, "state", "running"))
                .and("prod", host("b").section(WEB, "state", "running", name, Value.Secret.of(Presence.UNKEYED)));

        assertThat(lines(fixed.report()))
                .containsExactly("missing container[shop-web]/" + name + " staging|prod medium");
        assertThat(lines(guarded.report()))
                .containsExactly("missing container[shop-web]/" + name + " staging|prod medium");
    }

    @Test
    void letsAnAddressBeAnotherThatANameWasFixedTo() {
        assertThat(differing("extra-host[payments.example]", "192.0.2.7", "192.0.2.8"))
                .isEmpty();
    }

    @Test
    void saysOfOneTagWithTwoContentsThatNothingTestedCounts() {
        assertThat(lines(images("1.2", "a", "1.2", "bb").report()))
                .contains("different image[shop-web]/content staging|prod high")
                .noneMatch(line -> line.contains("/id ") || line.contains("/size ") || line.contains("/digest "));
    }

    @Test
    void saysOfAnotherTagThatItIsOnItsWayAndNothingOfWhatCameWithIt() {
        assertThat(lines(images("1.3", "bb", "1.2", "a").report()))
                .containsExactly("different image[shop-web]/tag staging|prod info informational");
    }

    @Test
    void saysNothingOfOtherNamesForTheSameBytes() {
        assertThat(lines(side(
                                "staging",
                                host("a").section(IMAGE, "tag", tag("1"), "content", "sha256:a", "id", "sha256:1"))
                        .and(
                                "prod",
                                host("b")
                                        .section(
                                                IMAGE,
                                                "tag",
                                                tag("1"),
                                                "content",
                                                "sha256:a",
                                                "id",
                                                "sha256:2",
                                                "digest",
                                                "sha256:3"))
                        .report()))
                .isEmpty();
    }

    @Test
    void reportsATagThatMovedUnderAContainerOfProduction() {
        assertThat(lines(side("staging", host("a").section(WEB, "privileged", false, "image/tag-moved", true))
                        .and("prod", host("b").section(WEB, "privileged", false, "image/tag-moved", true))
                        .report()))
                .containsExactly("unexpected container[shop-web]/image/tag-moved prod high");
    }

    @Test
    void reportsWhatAContainerMayDo() {
        assertThat(differing("privileged", true, false))
                .containsExactly("different container[shop-web]/privileged staging|prod high");
        assertThat(differing("capability/added", Value.SetOf.texts(Set.of("NET_ADMIN")), Value.SetOf.texts(Set.of())))
                .containsExactly("different container[shop-web]/capability/added staging|prod high");
        assertThat(differing("limit/memory", new Value.Size(1), new Value.Size(2)))
                .containsExactly("different container[shop-web]/limit/memory staging|prod low");
    }

    @Test
    void leavesToEachHostWhatIsItsOwn() {
        assertThat(differing("mount[%2Fdata]/source", "/srv/a", "/srv/b")).isEmpty();
        assertThat(differing("replicas", Value.Numeric.of(1), Value.Numeric.of(3)))
                .isEmpty();
        assertThat(differing("image/digest", "sha256:a", "sha256:b")).isEmpty();
        assertThat(lines(side("dev", host("a").section(WEB, "port[80%2Ftcp]/host-port", "8080"))
                        .and("prod", host("b").section(WEB, "port[80%2Ftcp]/host-port", "80"))
                        .report()))
                .isEmpty();
    }
}
