package dev.leeway.collector.ranking;

import java.util.List;

/** Containers and their images. */
final class ContainerFaults {
    private static final String FRONT = "container[shop-front]";
    private static final String IMAGE = "image[shop-front]";
    private static final String OTHER = "sha256:99d0c5a1be42f0677d1e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e";

    static final List<Fault> ALL = List.of(
            new Fault(
                    "a tag that was moved",
                    p -> p.in("prod").set(FRONT, "image/tag-moved", true).set(FRONT, "image/tag-digest", OTHER)),
            new Fault(
                    "one tag, two images",
                    p -> p.inEither()
                            .set(IMAGE, "content", OTHER)
                            .set(IMAGE, "id", OTHER)
                            .set(FRONT, "image/digest", OTHER)
                            .set(FRONT, "image/tag-digest", OTHER)),
            new Fault(
                    "an image of another architecture",
                    p -> p.inEither()
                            .set(IMAGE, "platform", "linux/arm64")
                            .set(IMAGE, "content", OTHER)
                            .set(IMAGE, "id", OTHER)
                            .set(FRONT, "image/digest", OTHER)),
            new Fault(
                    "a heavy image",
                    p -> p.inEither()
                            .set(IMAGE, "size", Scene.megabytes(720))
                            .set(IMAGE, "content", OTHER)
                            .set(IMAGE, "id", OTHER)
                            .set(FRONT, "image/digest", OTHER)),
            new Fault(
                    "a compiler in the image",
                    p -> p.in("prod").set("package[shop-front]", "compilers", Scene.texts("gcc-12", "make"))),
            new Fault(
                    "a limit of memory",
                    p -> p.anywhere()
                            .set(FRONT, "limit/memory", Scene.megabytes(64))
                            .set(FRONT, "limit/memory-and-swap", Scene.megabytes(128))
                            .set("process[shop-front]", "cgroup/memory/max", Scene.megabytes(64))),
            new Fault(
                    "a variable of the Compose file that nobody gave",
                    p -> p.inEither()
                            .set(FRONT, "declared/env[PAYMENT_TIMEOUT]/met", false)
                            .set(FRONT, "declared/env[PAYMENT_TIMEOUT]/state", "missing")
                            .drop(FRONT, "env/PAYMENT_TIMEOUT")
                            .drop("env[shop-front]", "PAYMENT_TIMEOUT")),
            new Fault(
                    "a port otherwise than the Compose file says",
                    p -> p.inEither()
                            .set(FRONT, "declared/port[8080%2Ftcp]/state", "other")
                            .set(FRONT, "declared/port[8080%2Ftcp]/value", Scene.texts("8080"))
                            .set(FRONT, "declared/port[8080%2Ftcp]/actual", Scene.texts("18080"))
                            .set(FRONT, "port[8080%2Ftcp]/host-port", Scene.texts("18080"))),
            new Fault("a privileged container", p -> p.anywhere().set(FRONT, "privileged", true)),
            new Fault("a capability more", p -> p.anywhere().set(FRONT, "capability/added", Scene.texts("SYS_ADMIN"))),
            new Fault("an unhealthy container", p -> p.anywhere().set(FRONT, "health/status", "unhealthy")),
            new Fault("a container that is not started again", p -> p.inEither().set(FRONT, "restart/policy", "no")),
            new Fault("a mount that is missing", p -> {
                for (SceneHost host : p.scene().hosts) {
                    if (host.sections.containsKey(FRONT)) {
                        Shop.put(host, FRONT, "mount[%2Fdata]/kind", "volume", "mount[%2Fdata]/read-only", false);
                    }
                }
                p.inEither().drop(FRONT, "mount[%2Fdata]/kind").drop(FRONT, "mount[%2Fdata]/read-only");
            }));

    private ContainerFaults() {}
}
