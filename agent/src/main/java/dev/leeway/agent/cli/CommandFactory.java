package dev.leeway.agent.cli;

import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands that look around them; named one by one, so that nothing is found by reflection. */
final class CommandFactory implements IFactory {
    private final Map<Class<?>, Supplier<Object>> makers;

    CommandFactory(Surroundings around) {
        this.makers = Map.of(
                SnapshotCommand.class, () -> new SnapshotCommand(around),
                ProbesCommand.class, () -> new ProbesCommand(around),
                DoctorCommand.class, () -> new DoctorCommand(around),
                DiscloseCommand.class, () -> new DiscloseCommand(around));
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Supplier<Object> maker = makers.get(type);
        return maker == null ? CommandLine.defaultFactory().create(type) : type.cast(maker.get());
    }
}
