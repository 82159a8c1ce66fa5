package dev.leeway.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlGroupTest {
    private static final String ID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String UID = "0a1b2c3d-1111-2222-3333-444455556666";

    @ParameterizedTest
    @CsvSource({
        "/,                                                                        ,           ,     ,  ",
        "/system.slice/shop.service,                                               ,           ,     , shop.service",
        "/system.slice/shop.service/worker,                                        ,           ,     , shop.service",
        "/system.slice/system-a.slice/a@1.service,                                 ,           ,     , a@1.service",
        "/user.slice/user-1000.slice/session-3.scope,                              ,           ,     , ",
        "/system.slice/docker-ID.scope,                                            docker,     ID,   , ",
        "/docker/ID,                                                               docker,     ID,   , ",
        "/docker/ID/init.scope,                                                    docker,     ID,   , ",
        "/docker/ID/system.slice/inner.service,                                    docker,     ID,   , inner.service",
        "/system.slice/containerd.service/kubepods-podPU.slice:cri-containerd:ID,  container,  ID,   PD, ",
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podPU.slice/cri-containerd-ID.scope, containerd, ID, PD, ",
        "/kubepods/besteffort/podPD/ID,                                            container,  ID,   PD, ",
        "/kubepods.slice/kubepods-podPU.slice/crio-ID.scope,                       crio,       ID,   PD, ",
        "/machine.slice/libpod-ID.scope/container,                                 podman,     ID,   , ",
        "/machine.slice/libpod-conmon-ID.scope,                                    ,           ,     , ",
        "/system.slice/shop.service/libpod-payload-ID,                             podman,     ID,   , shop.service",
        "/system.slice/docker.service/docker/ID,                                   docker,     ID,   , ",
        "/lxc.payload.shop/system.slice/x.service,                                 lxc,        shop, , x.service",
        "/lxc/shop,                                                                lxc,        shop, , ",
        "/machine.slice/machine-shop\\x2dweb.scope/payload,                        machine,    shop-web, , ",
        "/machine.slice/machine-qemu\\x2d1\\x2dvm.scope,                           ,           ,     , ",
    })
    void tellsContainerPodAndUnit(String path, String engine, String id, String pod, String unit) {
        ControlGroup place = ControlGroup.of(Optional.of(filled(path)));
        assertThat(place.container().map(ContainerRef::engine).orElse(null)).isEqualTo(engine);
        assertThat(place.container().map(ContainerRef::id).orElse(null)).isEqualTo(id == null ? null : filled(id));
        assertThat(place.container().flatMap(ContainerRef::podUid).orElse(null))
                .isEqualTo(pod == null ? null : filled(pod));
        assertThat(place.unit().orElse(null)).isEqualTo(unit);
    }

    private static String filled(String text) {
        return text.replace("PU", UID.replace('-', '_')).replace("PD", UID).replace("ID", ID);
    }

    @ParameterizedTest
    @CsvSource({
        "/user.slice/user-1000.slice/user@1000.service/app.slice/shop.service, shop.service, false",
        "/system.slice/shop.service,                                           shop.service, true",
    })
    void tellsUnitsOfTheSystemFromThoseOfAUser(String path, String unit, boolean system) {
        ControlGroup place = ControlGroup.of(Optional.of(path));
        assertThat(place.unit()).contains(unit);
        assertThat(place.system()).isEqualTo(system);
    }
}
