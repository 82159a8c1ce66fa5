package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;

/** What an engine would say of an image in a file, without any engine: the image, and nothing of containers. */
final class SavedImages implements ContainerEngine {
    private final EngineImage image;

    SavedImages(EngineImage image) {
        this.image = image;
    }

    @Override
    public EngineInfo info() throws HostAccessException {
        throw new HostAccessException(HostAccessException.Kind.NOT_LIVE, "container engine");
    }

    @Override
    public List<EngineContainer> containers() {
        return List.of();
    }

    @Override
    public List<EngineImage> images() {
        return List.of(image);
    }
}
