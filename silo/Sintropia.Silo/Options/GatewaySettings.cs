using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Sintropia.Web.Hosting;

namespace Sintropia.Silo.Options;

/// <summary>How a silo with the role gateway serves the API and the page: the section <c>Web</c>, at <see cref="SiloOptions.ApiPort"/>.</summary>
public static class GatewaySettings
{
    /// <summary>Reads and checks the section.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="silo">The silo.</param>
    /// <exception cref="OptionsValidationException">A setting cannot be, or others could enter without a token; its failures say what to do.</exception>
    public static WebOptions Read(IConfiguration configuration, SiloOptions silo)
    {
        var section = configuration.GetSection(WebOptions.Section);
        if (section[nameof(WebOptions.Port)] is not null) throw Refused(["Web:Port is of servers without a cluster. A silo serves at Silo:ApiPort: set that."]);
        var read = new WebOptions();
        SiloOptionsBinding.Bind(read, WebOptions.Section, section);
        var web = read with { Port = silo.ApiPort, Address = section[nameof(WebOptions.Address)] ?? (HasToken(read) || !IsAlone(silo) ? "*" : read.Address) };
        var wrong = new List<ValidationResult>();
        return Validator.TryValidateObject(web, new(web), wrong, validateAllProperties: true) ? web : throw Refused(wrong.Select(w => w.ErrorMessage ?? ""));
    }

    private static bool HasToken(WebOptions web) => web.Token is not null || web.TokenFile is not null;

    /// <summary>Whether the silo meets others on this machine only, so that who uses it sits here too.</summary>
    private static bool IsAlone(SiloOptions silo) => silo.Clustering == Clustering.Localhost || IPAddress.TryParse(silo.AdvertisedAddress, out var address) && IPAddress.IsLoopback(address);

    private static OptionsValidationException Refused(IEnumerable<string> failures) => new(Microsoft.Extensions.Options.Options.DefaultName, typeof(WebOptions), failures);
}
