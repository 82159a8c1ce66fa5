package dev.leeway.collector.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each to run in the same surroundings. */
final class Commands implements IFactory {
    private final Surroundings surroundings;
    private final IFactory others = CommandLine.defaultFactory();

    Commands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        K made = others.create(type);
        if (made instanceof LeewayCommand command) {
            command.in(surroundings);
        }
        return made;
    }
}
