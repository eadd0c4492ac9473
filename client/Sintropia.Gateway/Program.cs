using Microsoft.Extensions.Options;
using Sintropia.Gateway;

try
{
    await using var app = GatewayHost.Build(args);
    await app.StartAsync();
    Console.WriteLine($"Sintropia listens at {Sintropia.Web.Hosting.LocalWeb.AddressOf(app)}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (OptionsValidationException wrong)
{
    foreach (var failure in wrong.Failures) Console.Error.WriteLine(failure);
    return 2;
}
catch (IOException unusable)
{
    Console.Error.WriteLine(unusable.Message);
    return 4;
}
