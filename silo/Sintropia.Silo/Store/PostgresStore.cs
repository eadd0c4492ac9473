using Npgsql;

namespace Sintropia.Silo.Store;

/// <summary>What a cluster keeps in PostgreSQL; see <c>postgres.sql</c> beside this file.</summary>
public static class PostgresStore
{
    /// <summary>The script that makes the tables and the statements; it may be run again at any time.</summary>
    public static string Script { get; } = Read();

    /// <summary>Makes what is missing.</summary>
    /// <param name="connectionString">The database, which has to be there; its user may create tables.</param>
    /// <param name="cancelled">Whether to give up.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached, or the user may not create tables.</exception>
    public static async Task Initialise(string connectionString, CancellationToken cancelled)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancelled);
        await using var command = new NpgsqlCommand(Script, connection);
        await command.ExecuteNonQueryAsync(cancelled);
    }

    private static string Read()
    {
        using var stream = typeof(PostgresStore).Assembly.GetManifestResourceStream("postgres.sql")
            ?? throw new InvalidOperationException("This program was built without Store/postgres.sql. Embed it with the logical name postgres.sql.");
        return new StreamReader(stream).ReadToEnd();
    }
}
