using Microsoft.Extensions.Options;
using Sintropia.Silo.Hosting;
using Sintropia.Silo.Options;
using Sintropia.Silo.Store;

// Makes what a cluster keeps in PostgreSQL, and ends: for the job that runs before the first silo.
if (args is ["--initialise-store", ..])
{
    var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args[1..]).Build();
    var connection = configuration["Silo:ConnectionString"];
    if (string.IsNullOrWhiteSpace(connection))
    {
        Console.Error.WriteLine("Silo:ConnectionString is missing, so there is no store to make. Set the environment variable Silo__ConnectionString to Host=...;Database=...;Username=...;Password=...");
        return 2;
    }

    await PostgresStore.Initialise(connection, CancellationToken.None);
    Console.WriteLine("The store is ready.");
    return 0;
}

try
{
    await SiloHost.Build(args).RunAsync();
    return 0;
}
catch (OptionsValidationException wrong)
{
    foreach (var failure in wrong.Failures) Console.Error.WriteLine(failure);
    return 2;
}
