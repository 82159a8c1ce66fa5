package dev.leeway.collector.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the surroundings it runs in. */
final class Commands implements IFactory {
    private final Surroundings surroundings;
    private final IFactory others = CommandLine.defaultFactory();

    Commands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == AcceptCommand.class) {
            return type.cast(new AcceptCommand(surroundings));
        }
        if (type == AdoptCommand.class) {
            return type.cast(new AdoptCommand(surroundings));
        }
        if (type == DiffCommand.class) {
            return type.cast(new DiffCommand(surroundings));
        }
        if (type == ExplainCommand.class) {
            return type.cast(new ExplainCommand(surroundings));
        }
        if (type == FactsCommand.class) {
            return type.cast(new FactsCommand(surroundings));
        }
        if (type == GateCommand.class) {
            return type.cast(new GateCommand(surroundings));
        }
        if (type == InitCommand.class) {
            return type.cast(new InitCommand(surroundings));
        }
        if (type == PolicyCheckCommand.class) {
            return type.cast(new PolicyCheckCommand(surroundings));
        }
        if (type == PolicyExplainCommand.class) {
            return type.cast(new PolicyExplainCommand(surroundings));
        }
        if (type == PolicyLearnCommand.class) {
            return type.cast(new PolicyLearnCommand(surroundings));
        }
        if (type == PolicyTestCommand.class) {
            return type.cast(new PolicyTestCommand(surroundings));
        }
        if (type == ReportCommand.class) {
            return type.cast(new ReportCommand(surroundings));
        }
        if (type == SbomCommand.class) {
            return type.cast(new SbomCommand(surroundings));
        }
        return others.create(type);
    }
}
