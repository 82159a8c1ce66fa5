package dev.leeway.collector.cli;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the surroundings it runs in. */
final class Commands implements IFactory {
    private static final Map<Class<?>, Function<Surroundings, Object>> MAKERS = Map.ofEntries(
            Map.entry(AcceptCommand.class, AcceptCommand::new),
            Map.entry(AdoptCommand.class, AdoptCommand::new),
            Map.entry(AgentListCommand.class, AgentListCommand::new),
            Map.entry(AgentRestoreCommand.class, AgentRestoreCommand::new),
            Map.entry(AgentRevokeCommand.class, AgentRevokeCommand::new),
            Map.entry(AuditListCommand.class, AuditListCommand::new),
            Map.entry(AuditVerifyCommand.class, AuditVerifyCommand::new),
            Map.entry(DiffCommand.class, DiffCommand::new),
            Map.entry(ExplainCommand.class, ExplainCommand::new),
            Map.entry(FactsCommand.class, FactsCommand::new),
            Map.entry(GateCommand.class, GateCommand::new),
            Map.entry(HistoryCommand.class, HistoryCommand::new),
            Map.entry(InitCommand.class, InitCommand::new),
            Map.entry(MirrorRetireCommand.class, MirrorRetireCommand::new),
            Map.entry(MirrorWriteCommand.class, MirrorWriteCommand::new),
            Map.entry(NotifySendCommand.class, NotifySendCommand::new),
            Map.entry(NotifyTestCommand.class, NotifyTestCommand::new),
            Map.entry(PolicyCheckCommand.class, PolicyCheckCommand::new),
            Map.entry(PolicyExplainCommand.class, PolicyExplainCommand::new),
            Map.entry(PolicyLearnCommand.class, PolicyLearnCommand::new),
            Map.entry(PolicyTestCommand.class, PolicyTestCommand::new),
            Map.entry(ReportCommand.class, ReportCommand::new),
            Map.entry(SbomCommand.class, SbomCommand::new),
            Map.entry(ServeCommand.class, ServeCommand::new),
            Map.entry(StoreAddCommand.class, StoreAddCommand::new),
            Map.entry(StoreBackupCommand.class, StoreBackupCommand::new),
            Map.entry(StoreBaselineCommand.class, StoreBaselineCommand::new),
            Map.entry(StoreExportCommand.class, StoreExportCommand::new),
            Map.entry(StoreForgetCommand.class, StoreForgetCommand::new),
            Map.entry(StorePruneCommand.class, StorePruneCommand::new),
            Map.entry(StoreImportCommand.class, StoreImportCommand::new),
            Map.entry(StoreListCommand.class, StoreListCommand::new),
            Map.entry(StoreVerifyCommand.class, StoreVerifyCommand::new),
            Map.entry(TokenCreateCommand.class, TokenCreateCommand::new),
            Map.entry(TokenListCommand.class, TokenListCommand::new),
            Map.entry(TokenRevokeCommand.class, TokenRevokeCommand::new));

    private final Surroundings surroundings;
    private final IFactory others = CommandLine.defaultFactory();

    Commands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        @Nullable Function<Surroundings, Object> maker = MAKERS.get(type);
        return maker == null ? others.create(type) : type.cast(maker.apply(surroundings));
    }
}
