namespace GpuTop.Ui;

/// <summary>The view of a <see cref="DialogWidget"/>.</summary>
internal interface IWidgetView
{
    /// <summary>Shows the widget as it is now; what the user has edited or selected stays.</summary>
    void Show(DialogWidget widget);
}
