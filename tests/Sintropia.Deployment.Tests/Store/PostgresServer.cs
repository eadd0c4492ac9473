using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Sintropia.Deployment.Tests.Store;

/// <summary>A PostgreSQL of its own for the tests of one class, on a free port and in a temporary folder. Nothing of the machine's own is touched.</summary>
[SupportedOSPlatform("linux")]
public sealed class PostgresServer : IDisposable
{
    private readonly string? _programs = Folder();
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-postgres-").FullName;
    private readonly int _port = FreePort();

    /// <summary>Starts it, where the machine has PostgreSQL's server programs.</summary>
    public PostgresServer()
    {
        if (_programs is null) return;

        // PostgreSQL refuses to run as root; packages of it bring a user.
        if (Environment.IsPrivilegedProcess) Programs.Succeed("chown", "postgres", _folder);
        Call("initdb", "-D", Path.Combine(_folder, "data"), "-U", "sintropia", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C");
        Call("pg_ctl", "start", "-w", "-D", Path.Combine(_folder, "data"), "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off");
    }

    /// <summary>How to connect; skips the test where there is no PostgreSQL.</summary>
    public string ConnectionString
    {
        get
        {
            Assert.SkipWhen(_programs is null, "No PostgreSQL server programs on this machine, so the store's script was not run. To have them: apt-get install postgresql");
            return $"Host=127.0.0.1;Port={_port};Database=postgres;Username=sintropia";
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_programs is not null) Call("pg_ctl", "stop", "-m", "immediate", "-D", Path.Combine(_folder, "data"));
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Folder()
    {
        const string packaged = "/usr/lib/postgresql"; // where Debian keeps a folder for each version, and not on the path
        string[] versions = Directory.Exists(packaged) ? [.. Directory.GetDirectories(packaged).Select(version => Path.Combine(version, "bin"))] : [];
        return Path.GetDirectoryName(Programs.Find("initdb", versions));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Call(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(_programs!, program), .. arguments];
        if (Environment.IsPrivilegedProcess) Programs.Succeed("runuser", ["-u", "postgres", "--", .. command]);
        else Programs.Succeed(command[0], command[1..]);
    }
}
