namespace Sintropia.Predictors.Quantising;

/// <summary>What became of a matrix of weights.</summary>
/// <param name="Name">Of the layer.</param>
/// <param name="Rows">Outputs, or words of a table.</param>
/// <param name="Columns">Inputs, or the width of a table.</param>
/// <param name="BytesBefore">In float32.</param>
/// <param name="BytesAfter">In a byte each, with scales.</param>
/// <param name="Error">‖W − W′‖ over ‖W‖, Frobenius; 0 where W is 0.</param>
public sealed record QuantisedLayer(string Name, int Rows, int Columns, long BytesBefore, long BytesAfter, double Error);
