using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sintropia.Silo.Options;

namespace Sintropia.Deployment.Tests.Options;

public sealed class SiloOptionsTests
{
    private const string Database = "Host=postgres;Database=sintropia;Username=silo;Password=hush";

    [Fact]
    public void Without_any_setting_one_silo_is_a_cluster_of_its_own()
    {
        var silo = Bound.From().Silo;

        Assert.Equal(SiloRoles.Cells | SiloRoles.Predictor | SiloRoles.Gateway, silo.Roles);
        Assert.Equal(Clustering.Localhost, silo.Clustering);
        Assert.Null(silo.PrimaryPort);
    }

    [Theory]
    [InlineData("cells", SiloRoles.Cells)]
    [InlineData("cells,predictor", SiloRoles.Cells | SiloRoles.Predictor)]
    [InlineData("Gateway, Cells", SiloRoles.Gateway | SiloRoles.Cells)]
    public void Roles_are_words_with_commas(string text, SiloRoles roles) => Assert.Equal(roles, Bound.From(("Silo__Roles", text)).Silo.Roles);

    [Theory]
    [InlineData("cels", "'cels' is none of Cells, Predictor, Gateway")]
    [InlineData("cells,", "'' is none of")]
    [InlineData("none", "'none' is none of Cells")]
    [InlineData("7", "'7' is none of")]
    public void A_role_that_does_not_exist_is_named_with_those_that_do(string text, string said) =>
        Assert.Contains(said, Bound.Refused(("Silo__Roles", text)), StringComparison.Ordinal);

    [Fact]
    public void Two_kinds_of_clustering_at_once_are_refused() =>
        Assert.Contains("none of Localhost, Postgres, AzureTables", Bound.Refused(("Silo__Clustering", "Localhost,Postgres")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Silo__Rolse", "cells", "Silo:Rolse is no setting. Correct it or leave it out; Silo has Roles, ClusterId")]
    [InlineData("Silo__Roles__0", "cells", "Silo:Roles is a value, and something is set below it")]
    [InlineData("Storage__Datafolders", "/data", "Storage:Datafolders is no setting")]
    [InlineData("Predictor__MaxBatches", "3", "Predictor:MaxBatches is no setting")]
    [InlineData("Telemetry__Endpoint", "http://collector:4317", "Telemetry:Endpoint is no setting")]
    public void A_misspelt_key_stops_the_host_and_is_named(string name, string value, string said) => Assert.Contains(said, Bound.Refused((name, value)), StringComparison.Ordinal);

    [Fact]
    public void Whatever_is_wrong_comes_as_one_kind_of_exception()
    {
        Assert.Throws<OptionsValidationException>(() => Bound.From(("Silo__Rolse", "cells")));
        Assert.Throws<OptionsValidationException>(() => Bound.From(("Silo__Roles", "cels")));
        Assert.Throws<OptionsValidationException>(() => Bound.From(("Silo__SiloPort", "many")));
        Assert.Throws<OptionsValidationException>(() => Bound.From(("Silo__SiloPort", "0")));
    }

    [Theory]
    [InlineData("Silo__SiloPort", "0", "Silo:SiloPort must be from 1 to 65535")]
    [InlineData("Silo__SiloPort", "many", "Silo:SiloPort")]
    [InlineData("Silo__GatewayPort", "-1", "Silo:GatewayPort must be from 0")]
    [InlineData("Silo__HealthPort", "70000", "Silo:HealthPort must be from")]
    [InlineData("Silo__ApiPort", "0", "Silo:ApiPort must be from")]
    [InlineData("Silo__PrimaryPort", "0", "Silo:PrimaryPort must be from")]
    [InlineData("Silo__DrainSeconds", "-1", "Silo:DrainSeconds must be from 0 to 3600")]
    [InlineData("Silo__ClusterId", "", "Silo:ClusterId")]
    [InlineData("Silo__ClusterId", "my cluster", "Silo:ClusterId must be 1 to 100 letters")]
    [InlineData("Silo__ServiceId", "a/b", "Silo:ServiceId must be 1 to 100 letters")]
    [InlineData("Silo__AdvertisedAddress", "silo-0", "'silo-0', which is no IP address")]
    [InlineData("Silo__Device", "", "Silo:Device must be auto")]
    [InlineData("Silo__Device", "gpu", "Silo:Device must be auto, cpu or cuda:N")]
    [InlineData("Silo__Device", "cuda:0", "no GPU is declared")]
    [InlineData("Silo__Gpu", "perhaps", "Silo:Gpu")]
    public void A_value_that_cannot_be_is_refused_with_what_to_do(string name, string value, string said) => Assert.Contains(said, Bound.Refused((name, value)), StringComparison.Ordinal);

    [Fact]
    public void Two_ports_of_one_number_are_refused_by_name() =>
        Assert.Contains("Silo:SiloPort and Silo:HealthPort are both 8081", Bound.Refused(("Silo__SiloPort", "8081")), StringComparison.Ordinal);

    [Fact]
    public void No_Orleans_client_is_let_in_at_port_zero() => Assert.Equal(0, Bound.From(("Silo__GatewayPort", "0")).Silo.GatewayPort);

    [Theory]
    [InlineData("Postgres", null)]
    [InlineData("Postgres", "")]
    [InlineData("Postgres", "postgres://silo:hush@host")]
    [InlineData("Postgres", "Database=sintropia;Password=hush")]
    [InlineData("AzureTables", null)]
    [InlineData("AzureTables", Database)]
    [InlineData("AzureTables", "http://account.table.core.windows.net")]
    public void A_store_that_is_not_described_is_asked_for_and_no_secret_is_repeated(string clustering, string? text)
    {
        (string, string)[] variables = [("Silo__Clustering", clustering), ("Storage__GrainStorage", "AzureBlob"), ("Storage__BlobServiceUri", "https://account.blob.core.windows.net")];

        var said = Bound.Refused(text is null ? variables : [.. variables, ("Silo__ConnectionString", text)]);

        Assert.Contains("Silo:ConnectionString", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Postgres", Database)]
    [InlineData("AzureTables", "https://account.table.core.windows.net")]
    [InlineData("AzureTables", "DefaultEndpointsProtocol=https;AccountName=account;AccountKey=aHVzaA==;EndpointSuffix=core.windows.net")]
    public void A_store_that_is_described_is_taken(string clustering, string text)
    {
        var bound = Bound.From(
            ("Silo__Clustering", clustering), ("Silo__ConnectionString", text),
            ("Storage__GrainStorage", "AzureBlob"), ("Storage__BlobServiceUri", "https://account.blob.core.windows.net"));

        Assert.Equal(text, bound.Silo.ConnectionString);
    }

    [Fact]
    public void A_primary_port_belongs_to_localhost_clustering()
    {
        Assert.Equal(11111, Bound.From(("Silo__PrimaryPort", "11111"), ("Silo__SiloPort", "11112")).Silo.PrimaryPort);
        Assert.Contains(
            "Leave it out",
            Bound.Refused(("Silo__PrimaryPort", "11111"), ("Silo__Clustering", "Postgres"), ("Silo__ConnectionString", Database), ("Storage__GrainStorage", "Postgres")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_GPU_left_idle_is_refused() =>
        Assert.Contains("would leave idle", Bound.Refused(("Silo__Gpu", "true"), ("Silo__Device", "cpu")), StringComparison.Ordinal);

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var said = Bound.Refused(("Silo__SiloPort", "0"), ("Storage__Container", "No"), ("Predictor__MaxBatch", "0"));

        Assert.Contains("Silo:SiloPort", said, StringComparison.Ordinal);
        Assert.Contains("Storage:Container", said, StringComparison.Ordinal);
        Assert.Contains("Predictor:MaxBatch", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_in_a_log_do_not_tell_their_secrets()
    {
        var silo = new SiloOptions { ConnectionString = Database };
        var storage = new StorageOptions { BlobConnectionString = "AccountName=account;AccountKey=hush" };

        Assert.DoesNotContain("hush", $"{silo} {storage}", StringComparison.Ordinal);
        Assert.Contains("ports 11111, 30000, 8081, 8080", silo.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_variables_are_read_with_two_underscores()
    {
        const string prefix = "SINTROPIA_DEPLOYMENT_TEST_"; // of this test alone: the environment belongs to the whole process
        Environment.SetEnvironmentVariable(prefix + "Silo__Roles", "cells,predictor");
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSiloOptions().BuildServiceProvider();

        Assert.Equal(SiloRoles.Cells | SiloRoles.Predictor, services.GetRequiredService<IOptions<SiloOptions>>().Value.Roles);
    }
}
