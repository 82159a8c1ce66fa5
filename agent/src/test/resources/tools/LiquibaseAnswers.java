import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.ValidationFailedException;
import liquibase.resource.DirectoryResourceAccessor;

/** Lets Liquibase run, or say what it thinks of a history: one line for each change set, a state and a name. */
class LiquibaseAnswers {
    private static final Pattern CHANGED = Pattern.compile("(\\S+::\\S+)::\\S+ was: \\S+ but is now: ");

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection(args[1], "postgres", "postgres")) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Liquibase liquibase = new Liquibase(args[3], new DirectoryResourceAccessor(Path.of(args[2])), database);
            if (args[0].equals("update")) {
                liquibase.update(new Contexts(), new LabelExpression());
            }
            try {
                for (ChangeSet set : liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression())) {
                    System.out.println("pending " + set.getFilePath() + "::" + set.getId());
                }
            } catch (ValidationFailedException e) {
                Matcher changed = CHANGED.matcher(e.getMessage());
                while (changed.find()) {
                    System.out.println("changed " + changed.group(1));
                }
            }
        }
    }
}
